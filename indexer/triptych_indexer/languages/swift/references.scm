; What is used here?

(call_expression . [(simple_identifier) (navigation_expression)] @target) @reference.call
; Swift has no `new`; by its naming rule what starts with a capital is a type, but for XCTest's functions.
((call_expression . (simple_identifier) @target) @reference.instantiate
  (#match? @target "^[A-Z]")
  (#not-match? @target "^XCT"))
(macro_invocation (simple_identifier) @target) @reference.macro
(await_expression expr: (_) @awaited)

; Types in signatures, properties and casts.
[
  (parameter (user_type) @target)
  (function_declaration (user_type) @target)
  (protocol_function_declaration (user_type) @target)
  (subscript_declaration (user_type) @target)
  (type_annotation (user_type) @target)
  (optional_type (user_type) @target)
  (array_type (user_type) @target)
  (dictionary_type (user_type) @target)
  (tuple_type_item (user_type) @target)
  (function_type (user_type) @target)
  (type_arguments (user_type) @target)
  (type_parameter (user_type) @target)
  (inheritance_constraint (user_type) @target)
  (typealias_declaration (user_type) @target)
  (as_expression (user_type) @target)
  (check_expression (user_type) @target)
  (pattern (user_type) @target)
] @reference.type

; What follows the colon may be a class only at a class, and only in the first place; the rest are protocols.
(inheritance_specifier inherits_from: (user_type) @target) @reference.implement
(class_declaration
  declaration_kind: "class"
  name: (_) .
  (type_parameters)? .
  (inheritance_specifier inherits_from: (user_type) @target) @reference.inherit)
(protocol_declaration (inheritance_specifier inherits_from: (user_type) @target) @reference.inherit)
(class_declaration declaration_kind: "extension" name: (user_type) @target @reference.type)

(control_transfer_statement
  (throw_keyword) .
  [
    (call_expression . [(simple_identifier) (navigation_expression)] @target)
    (navigation_expression target: (simple_identifier) @target)
  ]) @reference.raise

(modifiers (attribute (user_type) @target) @reference.decorate)
