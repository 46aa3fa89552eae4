; What is used here?

(call_expression . [(identifier) (navigation_expression)] @target) @reference.call
; Kotlin has no `new`; by its naming rule what starts with a capital is a class.
((call_expression . (identifier) @target) @reference.instantiate
  (#match? @target "^[A-Z]"))
(constructor_delegation_call ["this" "super"] @target) @reference.call
; `::println` hands a function over.
(callable_reference (identifier) @target .) @reference.read

; Types in signatures, fields and variables.
[
  (parameter (user_type) @target)
  (class_parameter (user_type) @target)
  (function_declaration (user_type) @target)
  (property_declaration (user_type) @target)
  (variable_declaration (user_type) @target)
  (nullable_type (user_type) @target)
  (type_projection (user_type) @target)
  (type_parameter (user_type) @target)
  (type_constraint (user_type) @target)
  (function_type (user_type) @target)
  (function_type_parameters (user_type) @target)
  (type_alias (user_type) @target)
  (type_test (user_type) @target)
  (as_expression right: (user_type) @target)
  (catch_block (user_type) @target)
] @reference.type

; A class is called where it is inherited from, an interface is only named.
(delegation_specifier (constructor_invocation (user_type) @target)) @reference.inherit
(delegation_specifier (user_type) @target) @reference.implement
(delegation_specifier (explicit_delegation (user_type) @target)) @reference.implement
(class_declaration "interface" (delegation_specifiers (delegation_specifier (user_type) @target))) @reference.inherit

(throw_expression (call_expression . [(identifier) (navigation_expression)] @target)) @reference.raise

(annotation (user_type) @target) @reference.decorate
(annotation (constructor_invocation (user_type) @target)) @reference.decorate
