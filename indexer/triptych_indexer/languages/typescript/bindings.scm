; What does TypeScript say of names that JavaScript does not?

(variable_declarator
  name: (_) @binding.target
  type: (type_annotation (_) @binding.type)
  value: (_)? @binding.value) @binding.assign
(public_field_definition
  name: (_) @binding.target
  type: (type_annotation (_) @binding.type)?
  value: (_) @binding.value) @binding.assign
(arrow_function parameters: (formal_parameters (required_parameter
  pattern: (identifier) @binding.target type: (type_annotation (_) @binding.type)) @binding.assign))
(function_expression parameters: (formal_parameters (required_parameter
  pattern: (identifier) @binding.target type: (type_annotation (_) @binding.type)) @binding.assign))
