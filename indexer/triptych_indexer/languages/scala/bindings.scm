; What does a name stand for, and what does a function give back?

(val_definition pattern: (_) @binding.target type: (_)? @binding.type value: (_) @binding.value) @binding.assign
(var_definition pattern: (_) @binding.target type: (_)? @binding.type value: (_)? @binding.value) @binding.assign
(assignment_expression left: (_) @binding.target right: (_) @binding.value) @binding.assign
(enumerator . (identifier) @binding.target (_) @binding.value .) @binding.element
(typed_pattern pattern: (identifier) @binding.target type: (_) @binding.type) @binding.assign
(lambda_expression parameters: (bindings (binding
  name: (identifier) @binding.target type: (_) @binding.type) @binding.assign))

(function_definition body: (_) @binding.value @binding.return)
(return_expression (_) @binding.value) @binding.return
(lambda_expression parameters: (_) @binding.target (_) @body .) @binding.function
; A member that is a value is what it was made with.
(template_body (val_definition value: (_) @binding.value @binding.return))
(template_body (var_definition value: (_) @binding.value @binding.return))
