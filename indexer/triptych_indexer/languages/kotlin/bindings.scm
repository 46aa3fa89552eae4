; What does a name stand for, and what does a function give back?

(property_declaration
  (variable_declaration . (identifier) @binding.target
    [(user_type) (nullable_type)]? @binding.type) . (_)? @binding.value) @binding.assign
(assignment left: (_) @binding.target right: (_) @binding.value) @binding.assign
(for_statement (variable_declaration . (identifier) @binding.target) . (_) @binding.value) @binding.element
(catch_block (identifier) @binding.target (user_type) @binding.type) @binding.assign
(lambda_parameters (variable_declaration . (identifier) @binding.target (user_type) @binding.type) @binding.assign)

(return_expression (_) @binding.value) @binding.return
(function_body [
  (call_expression) (navigation_expression) (identifier) (if_expression) (binary_expression) (as_expression)
  (index_expression) (unary_expression) (this_expression)] @binding.value @binding.return)
; A property is what it was made with.
(class_body (property_declaration (variable_declaration) . (_) @binding.value @binding.return))
(lambda_literal (lambda_parameters)? @binding.target (_) @body .) @binding.function

; `::open` hands a function over.
(value_arguments (value_argument (callable_reference (identifier) @binding.value @binding.argument .)))
