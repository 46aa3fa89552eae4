; What does a name stand for, and what does a function give back?

(declaration
  type: [(type_identifier) (qualified_identifier) (template_type)] @binding.type
  declarator: [(identifier) (pointer_declarator) (reference_declarator) (init_declarator)] @binding.target) @binding.assign
(declaration
  type: (placeholder_type_specifier)
  declarator: (init_declarator declarator: (_) @binding.target value: (_) @binding.value)) @binding.assign
(assignment_expression left: (_) @binding.target right: (_) @binding.value) @binding.assign
(for_range_loop
  type: [(type_identifier) (qualified_identifier) (template_type)] @binding.type
  declarator: (_) @binding.target) @binding.assign
(for_range_loop
  type: (placeholder_type_specifier) declarator: (_) @binding.target right: (_) @binding.value) @binding.element
(catch_clause parameters: (parameter_list (parameter_declaration
  type: (_) @binding.type declarator: (_) @binding.target) @binding.assign))

(return_statement (_) @binding.value) @binding.return
(lambda_expression declarator: (_) @binding.target body: (_) @body) @binding.function

; A function that is named where a value stands may be called later.
(call_expression
  function: (_) @binding.target
  arguments: (argument_list (identifier) @binding.value @binding.argument))
