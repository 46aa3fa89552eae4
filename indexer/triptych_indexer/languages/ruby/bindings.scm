; What does a name stand for, and what does a method give back?

(assignment left: (_) @binding.target right: (_) @binding.value) @binding.assign
(operator_assignment left: (_) @binding.target right: (_) @binding.value) @binding.assign
(rescue
  exceptions: (exceptions . (_) @binding.value)
  variable: (exception_variable (identifier) @binding.target)) @binding.exception

(return (argument_list (_) @binding.value)) @binding.return
; The last expression of a method is what it gives.
(method body: (body_statement (_) @binding.value @binding.return .))
(singleton_method body: (body_statement (_) @binding.value @binding.return .))
(block parameters: (block_parameters) @binding.target body: (_) @body) @binding.function
(do_block parameters: (block_parameters) @binding.target body: (_) @body) @binding.function

; `method(:open)` and `&:open` hand a method over by its name.
