; What does a Python file define?
; General patterns first: when two match the same name, the later one decides.

; --- classes ---------------------------------------------------------------------------------------

(class_definition name: (identifier) @name body: (block) @body) @definition.class

((class_definition
    name: (identifier) @name
    superclasses: (argument_list [(identifier) @_base (attribute attribute: (identifier) @_base)])
    body: (block) @body) @definition.enum
  (#any-of? @_base "Enum" "IntEnum" "StrEnum" "Flag" "IntFlag" "Choices" "TextChoices" "IntegerChoices"))

((class_definition
    name: (identifier) @name
    superclasses: (argument_list
      [(identifier) @_base
       (attribute attribute: (identifier) @_base)
       (subscript value: (identifier) @_base)
       (subscript value: (attribute attribute: (identifier) @_base))])
    body: (block) @body) @definition.interface
  (#eq? @_base "Protocol"))

; --- functions -------------------------------------------------------------------------------------

(function_definition
  name: (identifier) @name
  return_type: (type)? @return_type
  body: (block) @body) @definition.function

(function_definition "async" @modifier)
(yield "yield" @modifier)

((decorated_definition
    (decorator [(identifier) @_decorator (attribute attribute: (identifier) @_decorator)])
    definition: (function_definition
      name: (identifier) @name
      return_type: (type)? @return_type
      body: (block) @body) @definition.property)
  (#any-of? @_decorator "property" "cached_property" "setter" "deleter" "getter" "abstractproperty"))

(decorated_definition) @wrapper
(decorator) @decorator

; --- documentation ---------------------------------------------------------------------------------

(module . (comment)* . (expression_statement . (string) @documentation))
(function_definition body: (block . (comment)* . (expression_statement . (string) @documentation)))
(class_definition body: (block . (comment)* . (expression_statement . (string) @documentation)))

; --- parameters ------------------------------------------------------------------------------------

(parameters (identifier) @parameter @parameter.name)
(parameters (typed_parameter . (identifier) @parameter.name type: (type) @parameter.type) @parameter)
(parameters
  (default_parameter name: (identifier) @parameter.name value: (_) @parameter.default) @parameter)
(parameters
  (typed_default_parameter
    name: (identifier) @parameter.name
    type: (type) @parameter.type
    value: (_) @parameter.default) @parameter)
(parameters
  [(list_splat_pattern) (keyword_separator) (typed_parameter . (list_splat_pattern))]
  [(identifier) @parameter @parameter.name @parameter.keyword
   (typed_parameter
     . (identifier) @parameter.name @parameter.keyword
     type: (type) @parameter.type) @parameter
   (default_parameter
     name: (identifier) @parameter.name @parameter.keyword
     value: (_) @parameter.default) @parameter
   (typed_default_parameter
     name: (identifier) @parameter.name @parameter.keyword
     type: (type) @parameter.type
     value: (_) @parameter.default) @parameter])
(parameters (list_splat_pattern (identifier) @parameter.name @parameter.variadic) @parameter)
(parameters
  (typed_parameter
    . (list_splat_pattern (identifier) @parameter.name @parameter.variadic)
    type: (type) @parameter.type) @parameter)
(parameters (dictionary_splat_pattern (identifier) @parameter.name @parameter.keyword_variadic) @parameter)
(parameters
  (typed_parameter
    . (dictionary_splat_pattern (identifier) @parameter.name @parameter.keyword_variadic)
    type: (type) @parameter.type) @parameter)
(lambda_parameters (identifier) @parameter @parameter.name)
(lambda_parameters
  (default_parameter name: (identifier) @parameter.name value: (_) @parameter.default) @parameter)
(lambda_parameters
  [(list_splat_pattern) (keyword_separator)]
  [(identifier) @parameter @parameter.name @parameter.keyword
   (default_parameter
     name: (identifier) @parameter.name @parameter.keyword
     value: (_) @parameter.default) @parameter])
(lambda_parameters (list_splat_pattern (identifier) @parameter.name @parameter.variadic) @parameter)
(lambda_parameters (dictionary_splat_pattern (identifier) @parameter.name @parameter.keyword_variadic) @parameter)

; --- type parameters (PEP 695) ---------------------------------------------------------------------

(function_definition type_parameters: (type_parameter
  (type [(identifier) @type_parameter.name
         (constrained_type . (type) @type_parameter.name (type) @type_parameter.bound)
         (splat_type _ @type_parameter.variance (identifier) @type_parameter.name)]) @type_parameter))
(class_definition type_parameters: (type_parameter
  (type [(identifier) @type_parameter.name
         (constrained_type . (type) @type_parameter.name (type) @type_parameter.bound)
         (splat_type _ @type_parameter.variance (identifier) @type_parameter.name)]) @type_parameter))
(type_alias_statement left: (type (generic_type (type_parameter
  (type [(identifier) @type_parameter.name
         (constrained_type . (type) @type_parameter.name (type) @type_parameter.bound)
         (splat_type _ @type_parameter.variance (identifier) @type_parameter.name)]) @type_parameter))))

; Their defaults (PEP 696) are errors to the grammar, which takes now the name for one and now the default.
(type_parameter
  (ERROR . [(identifier) @type_parameter.name
            (list_splat _ @type_parameter.variance (identifier) @type_parameter.name)
            (type (splat_type _ @type_parameter.variance (identifier) @type_parameter.name))] . "=")
  . (type) @type_parameter.default) @type_parameter
(type_parameter
  (type [(identifier) @type_parameter.name
         (constrained_type . (type) @type_parameter.name (type) @type_parameter.bound)
         (splat_type _ @type_parameter.variance (identifier) @type_parameter.name)])
  . (ERROR . "=" . (_) @type_parameter.default .)) @type_parameter
(type_parameter (type (constrained_type
  . (type) @type_parameter.name
  . (ERROR . (_) @type_parameter.bound . "=" .)
  . (type) @type_parameter.default))) @type_parameter

; --- fields, constants, variables ------------------------------------------------------------------

(module (expression_statement [
  (assignment left: (identifier) @name type: (type)? @return_type)
  (assignment left: [
    (pattern_list [(identifier) @name (list_splat_pattern (identifier) @name)])
    (tuple_pattern [(identifier) @name (list_splat_pattern (identifier) @name)])
    (list_pattern [(identifier) @name (list_splat_pattern (identifier) @name)])
    (_ [(tuple_pattern [(identifier) @name (list_splat_pattern (identifier) @name)])
        (list_pattern [(identifier) @name (list_splat_pattern (identifier) @name)])])
    (_ (_ [(tuple_pattern [(identifier) @name (list_splat_pattern (identifier) @name)])
           (list_pattern [(identifier) @name (list_splat_pattern (identifier) @name)])]))])
  (assignment right: (assignment left: (identifier) @name))
  (assignment right: (assignment right: (assignment left: (identifier) @name)))
] @definition.variable))
; In a branch or a loop. A function's own are found too, and let go of; a class's become its fields.
[
  (if_statement (block (expression_statement (assignment left: (identifier) @name) @definition.variable)))
  (elif_clause (block (expression_statement (assignment left: (identifier) @name) @definition.variable)))
  (else_clause (block (expression_statement (assignment left: (identifier) @name) @definition.variable)))
  (try_statement (block (expression_statement (assignment left: (identifier) @name) @definition.variable)))
  (except_clause (block (expression_statement (assignment left: (identifier) @name) @definition.variable)))
  (finally_clause (block (expression_statement (assignment left: (identifier) @name) @definition.variable)))
  (with_statement (block (expression_statement (assignment left: (identifier) @name) @definition.variable)))
  (for_statement (block (expression_statement (assignment left: (identifier) @name) @definition.variable)))
  (while_statement (block (expression_statement (assignment left: (identifier) @name) @definition.variable)))
]
(class_definition body: (block (expression_statement [
  (assignment left: (identifier) @name type: (type)? @return_type)
  (assignment left: [
    (pattern_list [(identifier) @name (list_splat_pattern (identifier) @name)])
    (tuple_pattern [(identifier) @name (list_splat_pattern (identifier) @name)])
    (list_pattern [(identifier) @name (list_splat_pattern (identifier) @name)])
    (_ [(tuple_pattern [(identifier) @name (list_splat_pattern (identifier) @name)])
        (list_pattern [(identifier) @name (list_splat_pattern (identifier) @name)])])
    (_ (_ [(tuple_pattern [(identifier) @name (list_splat_pattern (identifier) @name)])
           (list_pattern [(identifier) @name (list_splat_pattern (identifier) @name)])]))])
  (assignment right: (assignment left: (identifier) @name))
  (assignment right: (assignment right: (assignment left: (identifier) @name)))
] @definition.field)))
((assignment
    left: (attribute object: (identifier) @_self attribute: (identifier) @name)
    type: (type)? @return_type) @definition.field
  (#eq? @_self "self"))
((assignment left: [
    (pattern_list [
      (attribute object: (identifier) @_self attribute: (identifier) @name)
      (list_splat_pattern (attribute object: (identifier) @_self attribute: (identifier) @name))])
    (tuple_pattern [
      (attribute object: (identifier) @_self attribute: (identifier) @name)
      (list_splat_pattern (attribute object: (identifier) @_self attribute: (identifier) @name))])
    (list_pattern [
      (attribute object: (identifier) @_self attribute: (identifier) @name)
      (list_splat_pattern (attribute object: (identifier) @_self attribute: (identifier) @name))])
    (_ [
      (tuple_pattern (attribute object: (identifier) @_self attribute: (identifier) @name))
      (list_pattern (attribute object: (identifier) @_self attribute: (identifier) @name))
      (tuple_pattern (list_splat_pattern (attribute object: (identifier) @_self attribute: (identifier) @name)))
      (list_pattern (list_splat_pattern (attribute object: (identifier) @_self attribute: (identifier) @name)))])]) @definition.field
  (#eq? @_self "self"))

(type_alias_statement
  left: (type [(identifier) @name (generic_type . (identifier) @name)])
  right: (type) @return_type) @definition.type_alias
((module (expression_statement
  (assignment left: (identifier) @name type: (type (identifier) @_alias) right: (_) @return_type) @definition.type_alias))
  (#eq? @_alias "TypeAlias"))

; A lambda that is given a name is a function of that name.
(assignment left: (identifier) @name right: (lambda body: (_) @body)) @definition.function
