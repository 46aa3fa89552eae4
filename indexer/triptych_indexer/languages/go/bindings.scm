; What does a name stand for, and what does a function give back?

(short_var_declaration left: (_) @binding.target right: (_) @binding.value) @binding.assign
(assignment_statement left: (_) @binding.target right: (_) @binding.value) @binding.assign
(var_spec name: (identifier) @binding.target type: (_) @binding.type) @binding.assign
(var_spec name: (identifier) @binding.target type: (_)? @binding.type value: (_) @binding.value) @binding.assign
(const_spec name: (identifier) @binding.target value: (_) @binding.value) @binding.assign
; `for i, v := range xs` gives the element to the second name.
(range_clause left: (expression_list . (identifier) . (identifier) @binding.target) right: (_) @binding.value) @binding.element
; `switch t := v.(type)` makes another object of it in each case.
(type_switch_statement
  alias: (expression_list (identifier) @binding.target)
  (type_case type: (_) @binding.type)) @binding.assign

(return_statement (expression_list) @binding.value) @binding.return
(func_literal parameters: (parameter_list (parameter_declaration
  name: (identifier) @binding.target type: (_) @binding.type) @binding.assign))
(func_literal parameters: (_) @binding.target body: (_) @body) @binding.function

; What is handed on by name may be a function that is called later.
(argument_list [(identifier) (selector_expression)] @binding.value @binding.argument)
