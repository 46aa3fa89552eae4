; What does a name stand for, and what does a function give back?

(local_variable_declaration type: (_) @binding.type declarator: (variable_declarator
  name: (_) @binding.target value: (_)? @binding.value)) @binding.assign
; `var` leaves it to the value.
((local_variable_declaration type: (type_identifier) @_var declarator: (variable_declarator
  name: (_) @binding.target value: (_) @binding.value)) @binding.assign
  (#eq? @_var "var"))
(field_declaration declarator: (variable_declarator name: (_) @binding.target value: (_) @binding.value)) @binding.assign
(assignment_expression left: (_) @binding.target right: (_) @binding.value) @binding.assign
(enhanced_for_statement type: (_) @binding.type name: (_) @binding.target) @binding.assign
((enhanced_for_statement type: (type_identifier) @_var name: (_) @binding.target value: (_) @binding.value) @binding.element
  (#eq? @_var "var"))
(resource type: (_) @binding.type name: (_) @binding.target value: (_) @binding.value) @binding.assign
(catch_formal_parameter (catch_type . (_) @binding.type) name: (_) @binding.target) @binding.assign
(instanceof_expression right: (_) @binding.type name: (identifier) @binding.target) @binding.assign
(type_pattern (_) @binding.type (identifier) @binding.target) @binding.assign
(lambda_expression parameters: (formal_parameters (formal_parameter
  type: (_) @binding.type name: (_) @binding.target) @binding.assign))

(return_statement (_) @binding.value) @binding.return
(lambda_expression parameters: (_) @binding.target body: (_) @body) @binding.function

; `Shop::open` hands a function over.
(argument_list (method_reference) @binding.value @binding.argument)
