; What does a name stand for, and what does a function give back?

(variable_declarator name: (_) @binding.target value: (_) @binding.value) @binding.assign
(assignment_expression left: (_) @binding.target right: (_) @binding.value) @binding.assign
(for_in_statement left: (_) @binding.target "of" right: (_) @binding.value) @binding.element
(catch_clause parameter: (_) @binding.target) @binding.exception

; `export default …`, `export { a as b }`
(export_statement "default" value: (_) @binding.value) @binding.assign
(export_statement "default" declaration: (_ name: (_) @binding.value)) @binding.assign
(export_statement !source (export_clause (export_specifier
  name: _ @binding.value alias: _ @binding.target) @binding.assign))

(return_statement (_) @binding.value) @binding.return
(yield_expression (_) @binding.value) @binding.yield
(arrow_function parameters: (formal_parameters) @binding.target body: (_) @body) @binding.function
(arrow_function parameter: (identifier) @binding.target body: (_) @body) @binding.function
(function_expression parameters: (formal_parameters) @binding.target body: (_) @body) @binding.function

(member_expression) @binding.value @binding.read
(assignment_expression left: (member_expression) @binding.value @binding.write)
(for_in_statement left: (member_expression) @binding.value @binding.write)
(array_pattern (member_expression) @binding.value @binding.write)
(pair_pattern value: (member_expression) @binding.value @binding.write)
(rest_pattern (member_expression) @binding.value @binding.write)
(assignment_pattern left: (member_expression) @binding.value @binding.write)
(augmented_assignment_expression left: (member_expression) @binding.value @binding.update)
(update_expression argument: (member_expression) @binding.value @binding.update)
(unary_expression operator: "delete" argument: (member_expression) @binding.value @binding.delete)

; What is handed on by name may be a function that is called later.
(arguments [(identifier) (member_expression)] @binding.value @binding.argument)
