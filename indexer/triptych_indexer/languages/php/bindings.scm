; What does a name stand for, and what does a function give back?

(assignment_expression left: (_) @binding.target right: (_) @binding.value) @binding.assign
(foreach_statement . (_) @binding.value . (variable_name) @binding.target) @binding.element
(foreach_statement . (_) @binding.value . (pair (_) (variable_name) @binding.target)) @binding.element
(catch_clause type: (type_list . (_) @binding.type) name: (variable_name) @binding.target) @binding.assign

(return_statement (_) @binding.value) @binding.return
(arrow_function parameters: (_) @binding.target body: (_) @body) @binding.function
(anonymous_function parameters: (_) @binding.target body: (_) @body) @binding.function
