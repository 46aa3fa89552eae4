; What does only JavaScript's grammar call so?

(field_definition
  property: [(property_identifier) (private_property_identifier) (string) (computed_property_name)] @name) @definition.field
(field_definition
  property: [(property_identifier) (private_property_identifier)] @name
  value: [(arrow_function body: (_) @body) (function_expression body: (_) @body)]) @definition.method
(field_definition "static" @modifier)

; --- parameters ----------------------------------------------------------------------------------

(formal_parameters (identifier) @parameter @parameter.name)
(formal_parameters [(object_pattern) (array_pattern)] @parameter @parameter.name)
(formal_parameters (assignment_pattern left: (_) @parameter.name right: (_) @parameter.default) @parameter)
(formal_parameters (rest_pattern (_) @parameter.name @parameter.variadic) @parameter)
(arrow_function parameter: (identifier) @parameter @parameter.name)
