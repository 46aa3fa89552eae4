; What is used here?

; Types in signatures, fields, variables, casts; first, because of two patterns on one name the later counts.
(function_definition type: (type_identifier) @target @reference.type)
(declaration type: (type_identifier) @target @reference.type)
(parameter_declaration type: (type_identifier) @target @reference.type)
(field_declaration type: (type_identifier) @target @reference.type)
(type_definition type: (type_identifier) @target @reference.type)
(type_descriptor type: (type_identifier) @target @reference.type)
(struct_specifier name: (type_identifier) @target !body) @reference.type
(union_specifier name: (type_identifier) @target !body) @reference.type
(enum_specifier name: (type_identifier) @target !body) @reference.type

(call_expression function: [(identifier) (field_expression)] @target) @reference.call
(call_expression function: (parenthesized_expression
  (pointer_expression argument: [(identifier) (field_expression)] @target))) @reference.call
(call_expression function: (subscript_expression
  argument: [(identifier) (field_expression)] @target)) @reference.call

(compound_literal_expression type: (type_descriptor type: [
  (type_identifier) @target
  (struct_specifier name: (_) @target)
])) @reference.instantiate

; A table of functions: `{ .open = door_open }`.
(initializer_pair value: (identifier) @target @reference.read)
