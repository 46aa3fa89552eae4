; What is used here?

(call_expression function: [(identifier) (field_expression)] @target) @reference.call
(struct_initializer . [(identifier) (field_expression)] @target) @reference.instantiate
; `const p: Item = .{ … };` says the type on the left.
(variable_declaration
  type: [(identifier) (field_expression)] @target
  (anonymous_struct_initializer)) @reference.instantiate

(return_expression (error_type (identifier) @target)) @reference.raise

; Types in signatures and fields.
[
  (parameter type: [(identifier) (field_expression)] @target)
  (function_declaration type: [(identifier) (field_expression)] @target)
  (container_field type: [(identifier) (field_expression)] @target)
  (pointer_type [(identifier) (field_expression)] @target)
  (slice_type [(identifier) (field_expression)] @target)
  (array_type [(identifier) (field_expression)] @target)
  (nullable_type [(identifier) (field_expression)] @target)
  (error_union_type ok: [(identifier) (field_expression)] @target)
] @reference.type
