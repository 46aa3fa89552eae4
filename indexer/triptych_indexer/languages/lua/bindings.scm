; What does a name stand for, and what does a function give back?

(assignment_statement
  (variable_list . name: (_) @binding.target)
  (expression_list . value: (_) @binding.value)) @binding.assign
(for_generic_clause
  (variable_list (_) . (identifier) @binding.target)
  (expression_list (function_call arguments: (arguments . (_) @binding.value)))) @binding.element

(return_statement (expression_list . (_) @binding.value)) @binding.return
