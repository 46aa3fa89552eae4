; What does a Python file use?

(call function: (_) @target @reference.call)
(await (call function: (_) @awaited))

(class_definition superclasses: (argument_list [(identifier) (attribute)] @target @reference.inherit))
(class_definition superclasses: (argument_list (subscript value: (_) @target @reference.inherit)))
(class_definition
  superclasses: (argument_list (keyword_argument
    name: (identifier) @_keyword
    value: (_) @target @reference.inherit))
  (#eq? @_keyword "metaclass"))

(decorator [(identifier) (attribute)] @target @reference.decorate)
(decorator (call function: (_) @target @reference.decorate))

(raise_statement . [(identifier) (attribute)] @target @reference.raise)
(raise_statement . (call function: (_) @target @reference.raise))

; Annotations: the names in them, however deep they stand in brackets and unions.
(type [(identifier) (attribute)] @target @reference.type)
(type (subscript value: [(identifier) (attribute)] @target @reference.type))
(generic_type (identifier) @target @reference.type)
(type (binary_operator [(identifier) (attribute)] @target @reference.type))
(type (binary_operator (binary_operator [(identifier) (attribute)] @target @reference.type)))
(type (binary_operator (subscript value: [(identifier) (attribute)] @target @reference.type)))
(member_type) @target @reference.type

; What a pattern names has to be a class.
(class_pattern (dotted_name) @target @reference.type)
