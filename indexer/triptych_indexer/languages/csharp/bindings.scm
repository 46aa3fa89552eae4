; What does a name stand for, and what does a function give back?

(variable_declaration
  type: [(identifier) (generic_name) (qualified_name) (nullable_type) (array_type)] @binding.type
  (variable_declarator . name: (identifier) @binding.target (_)? @binding.value .) @binding.assign)
(variable_declaration
  type: (implicit_type)
  (variable_declarator . (_) @binding.target (_) @binding.value .) @binding.assign)
(assignment_expression left: (_) @binding.target right: (_) @binding.value) @binding.assign
(foreach_statement type: (implicit_type) left: (identifier) @binding.target right: (_) @binding.value) @binding.element
(foreach_statement
  type: [(identifier) (generic_name) (qualified_name)] @binding.type left: (identifier) @binding.target) @binding.assign
(declaration_pattern type: (_) @binding.type name: (_) @binding.target) @binding.assign
(declaration_expression
  type: [(identifier) (generic_name) (qualified_name)] @binding.type name: (_) @binding.target) @binding.assign
(catch_declaration type: (_) @binding.type name: (_) @binding.target) @binding.assign

(return_statement (_) @binding.value) @binding.return
(arrow_expression_clause (_) @binding.value @binding.return)
(yield_statement (_) @binding.value) @binding.yield
(lambda_expression parameters: (_) @binding.target body: (_) @body) @binding.function

; What is handed on by name may be a function that is called later.
(argument_list (argument [(identifier) (member_access_expression)] @binding.value @binding.argument .))
