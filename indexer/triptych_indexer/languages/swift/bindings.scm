; What does a name stand for, and what does a function give back?

(property_declaration
  name: (pattern bound_identifier: (simple_identifier) @binding.target)
  (type_annotation (_) @binding.type)?
  value: (_)? @binding.value) @binding.assign
(assignment target: (directly_assignable_expression (_) @binding.target) result: (_) @binding.value) @binding.assign
(for_statement
  item: (pattern bound_identifier: (simple_identifier) @binding.target) collection: (_) @binding.value) @binding.element
(if_statement (value_binding_pattern) . (simple_identifier) @binding.target . (_) @binding.value) @binding.unwrap
(guard_statement (value_binding_pattern) . (simple_identifier) @binding.target . (_) @binding.value) @binding.unwrap

; What a property was made with is what reading it gives.
(class_body (property_declaration value: (_) @binding.value @binding.return))
(control_transfer_statement result: (_) @binding.value) @binding.return
; A body of one expression gives it.
(function_body (statements . (_) @binding.value @binding.return .))
(computed_property (statements . (_) @binding.value @binding.return .))
