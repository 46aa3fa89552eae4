; What does a name stand for, and what does a function give back?

(declaration
  type: [(type_identifier) (struct_specifier)] @binding.type
  declarator: [(identifier) (pointer_declarator) (init_declarator)] @binding.target) @binding.assign
(assignment_expression left: (_) @binding.target right: (_) @binding.value) @binding.assign
(return_statement (_) @binding.value) @binding.return

; A function that is named where a value stands may be called later.
(call_expression
  function: (_) @binding.target
  arguments: (argument_list (identifier) @binding.value @binding.argument))
