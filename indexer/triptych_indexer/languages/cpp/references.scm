; What is used here? Read after C's.

; Types with a namespace or arguments; first, because of two patterns on one name the later counts.
(parameter_declaration type: (qualified_identifier) @target @reference.type)
(optional_parameter_declaration type: [(qualified_identifier) (type_identifier)] @target @reference.type)
(field_declaration type: (qualified_identifier) @target @reference.type)
(declaration type: (qualified_identifier) @target @reference.type)
(function_definition type: (qualified_identifier) @target @reference.type)
(type_descriptor type: (qualified_identifier) @target @reference.type)
(template_type name: (type_identifier) @target @reference.type)
(friend_declaration (type_identifier) @target @reference.type)

(call_expression function: (qualified_identifier) @target) @reference.call
((call_expression function: (template_function name: (identifier) @target)) @reference.call
  (#not-match? @target "^(static|dynamic|const|reinterpret)_cast$"))

(new_expression type: [
  (type_identifier) @target
  (qualified_identifier) @target
  (template_type name: (_) @target)
]) @reference.instantiate
(declaration
  type: [(type_identifier) @target (qualified_identifier) @target (template_type name: (_) @target)]
  declarator: (init_declarator value: [(initializer_list) (argument_list)])) @reference.instantiate
; `Lock lock(mutex);` reads like a prototype; inside of a function it makes a Lock.
(compound_statement (declaration
  type: [(type_identifier) @target (qualified_identifier) @target (template_type name: (_) @target)]
  declarator: (function_declarator))) @reference.instantiate
; `std::make_unique<Box>(2)` makes a Box.
((call_expression function: (qualified_identifier name: (template_function
  name: (identifier) @_make
  arguments: (template_argument_list . (type_descriptor type: [
    (type_identifier) @target
    (qualified_identifier) @target
    (template_type name: (_) @target)
  ]))))) @reference.instantiate
  (#match? @_make "^(make_unique|make_shared)$"))

(base_class_clause [
  (type_identifier) @target
  (qualified_identifier) @target
  (template_type name: (_) @target)
]) @reference.inherit

(throw_statement (call_expression
  function: [
    (identifier) @target
    (qualified_identifier) @target
    (template_function name: (_) @target)
  ])) @reference.raise
