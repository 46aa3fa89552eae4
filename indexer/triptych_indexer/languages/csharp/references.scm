; What is used here?

; Types in signatures, fields and variables; first, because of two patterns on one name the later counts.
(parameter type: [(identifier) (qualified_name)] @target @reference.type)
(method_declaration returns: [(identifier) (qualified_name)] @target @reference.type)
(property_declaration type: [(identifier) (qualified_name)] @target @reference.type)
(indexer_declaration type: [(identifier) (qualified_name)] @target @reference.type)
(variable_declaration type: [(identifier) (qualified_name)] @target @reference.type)
(delegate_declaration type: [(identifier) (qualified_name)] @target @reference.type)
(nullable_type type: [(identifier) (qualified_name)] @target @reference.type)
(array_type type: [(identifier) (qualified_name)] @target @reference.type)
(type_argument_list [(identifier) (qualified_name)] @target @reference.type)
(type_parameter_constraint type: [(identifier) (qualified_name)] @target @reference.type)
(catch_declaration type: [(identifier) (qualified_name)] @target @reference.type)
(cast_expression type: [(identifier) (qualified_name)] @target @reference.type)
(typeof_expression type: [(identifier) (qualified_name)] @target @reference.type)
(parameter type: (generic_name (identifier) @target @reference.type))
(method_declaration returns: (generic_name (identifier) @target @reference.type))
(property_declaration type: (generic_name (identifier) @target @reference.type))
(variable_declaration type: (generic_name (identifier) @target @reference.type))
(type_argument_list (generic_name (identifier) @target @reference.type))

(invocation_expression function: [(identifier) (member_access_expression name: (identifier))] @target) @reference.call
(invocation_expression function: (generic_name (identifier) @target)) @reference.call
(invocation_expression function: (member_access_expression
  expression: (_) @target.receiver
  name: (generic_name (identifier) @target))) @reference.call
; `sold?.Invoke()`
(invocation_expression function: (conditional_access_expression
  condition: (_) @target.receiver
  (member_binding_expression name: [(identifier) @target (generic_name (identifier) @target)]))) @reference.call
(constructor_initializer ["base" "this"] @target) @reference.call

(object_creation_expression type: [
  (identifier) @target
  (qualified_name) @target
  (generic_name (identifier) @target)
]) @reference.instantiate
; `Point origin = new(0, 0);` says the type on the left.
(variable_declaration
  type: [(identifier) @target (qualified_name) @target (generic_name (identifier) @target)]
  (variable_declarator (implicit_object_creation_expression))) @reference.instantiate

; By the language's naming rule an interface starts with `I` and a capital; anything else in the list is a class.
((base_list [
  (identifier) @target
  (qualified_name) @target
  (generic_name (identifier) @target)
  (primary_constructor_base_type type: [(identifier) @target (qualified_name) @target (generic_name (identifier) @target)])
]) @reference.inherit
  (#not-match? @target "^([A-Za-z_0-9]+[.])*I[A-Z]"))
((base_list [
  (identifier) @target
  (qualified_name) @target
  (generic_name (identifier) @target)
]) @reference.implement
  (#match? @target "^([A-Za-z_0-9]+[.])*I[A-Z]"))

(throw_statement (object_creation_expression type: [(identifier) (qualified_name)] @target)) @reference.raise
(throw_expression (object_creation_expression type: [(identifier) (qualified_name)] @target)) @reference.raise

(attribute name: (_) @target) @reference.decorate

(await_expression (_) @awaited)
