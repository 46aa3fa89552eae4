; What does a name stand for, and what does a function give back?

(variable_declaration . (identifier) @binding.target type: (_)? @binding.type (_) @binding.value .) @binding.assign
(if_statement condition: (_) @binding.value (payload . (identifier) @binding.target)) @binding.unwrap
(for_statement . (_) @binding.value (payload . (identifier) @binding.target)) @binding.element
(return_expression (_) @binding.value) @binding.return
