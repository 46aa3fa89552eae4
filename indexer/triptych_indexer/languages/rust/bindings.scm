; What does a name stand for, and what does a function give back?

(let_declaration pattern: (_) @binding.target type: (_)? @binding.type value: (_)? @binding.value) @binding.assign
(let_condition pattern: (_) @binding.target value: (_) @binding.value) @binding.unwrap
(let_declaration
  pattern: (tuple_struct_pattern) @binding.target value: (_) @binding.value alternative: (_)) @binding.unwrap
(match_expression
  value: (_) @binding.value
  body: (match_block (match_arm pattern: (match_pattern . (_) @binding.target)) @binding.unwrap))
(for_expression pattern: (_) @binding.target value: (_) @binding.value) @binding.element
(const_item name: (_) @binding.target type: (_) @binding.type value: (_)? @binding.value) @binding.assign
(static_item name: (_) @binding.target type: (_) @binding.type value: (_)? @binding.value) @binding.assign

(function_item body: (block (_expression) @binding.value .)) @binding.return
(closure_expression parameters: (closure_parameters) @binding.target body: (_) @body) @binding.function
