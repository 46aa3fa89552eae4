; What is defined here?

(namespace_definition name: (_) @name body: (_)? @body) @definition.namespace

(class_declaration name: (name) @name body: (_) @body) @definition.class
(interface_declaration name: (name) @name body: (_) @body) @definition.interface
(trait_declaration name: (name) @name body: (_) @body) @definition.trait
(enum_declaration name: (name) @name body: (_) @body) @definition.enum
(enum_case name: (name) @name) @definition.enum_member

(function_definition
  name: (name) @name
  return_type: (_)? @return_type
  body: (_) @body) @definition.function
(method_declaration
  name: (name) @name
  return_type: (_)? @return_type
  body: (_)? @body) @definition.method

(const_declaration (visibility_modifier)? @visibility type: (_)? @return_type (const_element (name) @name)) @definition.constant
((function_call_expression
  function: (name) @_define
  arguments: (arguments . (argument (string (string_content) @name)))) @definition.constant
  (#eq? @_define "define"))
(property_declaration
  (visibility_modifier)? @visibility
  (static_modifier)? @modifier
  type: (_)? @return_type
  (property_element name: (variable_name (name) @name))) @definition.field
; `__construct(private Item $item)` declares a field; it stays a parameter, too.
(property_promotion_parameter
  type: (_)? @return_type
  name: (variable_name (name) @name)) @definition.field
(property_promotion_parameter
  type: (_)? @parameter.type
  name: (variable_name (name) @parameter.name)
  default_value: (_)? @parameter.default) @parameter
(program (expression_statement (assignment_expression
  left: (variable_name (name) @name)) @definition.variable))

; Pest's `it('…', fn)`.
((function_call_expression
  function: (name) @_test
  arguments: (arguments .
    (argument [(string (string_content) @name) (encapsed_string (string_content) @name)])
    (argument [(anonymous_function) (arrow_function)]))) @definition.test
  (#match? @_test "^(it|test|describe)$"))

(attribute_list (attribute_group (attribute) @decorator))
[
  (class_declaration (abstract_modifier) @modifier)
  (class_declaration (final_modifier) @modifier)
  (method_declaration (abstract_modifier) @modifier)
  (method_declaration (final_modifier) @modifier)
  (method_declaration (static_modifier) @modifier)
  (property_declaration (static_modifier) @modifier)
]
[
  (method_declaration (visibility_modifier) @visibility)
  (property_declaration (visibility_modifier) @visibility)
  (const_declaration (visibility_modifier) @visibility)
  (property_promotion_parameter visibility: (visibility_modifier) @visibility)
]

[
  (function_definition parameters: (formal_parameters
    (simple_parameter
      type: (_)? @parameter.type
      name: (variable_name (name) @parameter.name)
      default_value: (_)? @parameter.default) @parameter))
  (method_declaration parameters: (formal_parameters
    (simple_parameter
      type: (_)? @parameter.type
      name: (variable_name (name) @parameter.name)
      default_value: (_)? @parameter.default) @parameter))
]
[
  (function_definition parameters: (formal_parameters
    (variadic_parameter
      type: (_)? @parameter.type
      name: (variable_name (name) @parameter.name)) @parameter.variadic @parameter))
  (method_declaration parameters: (formal_parameters
    (variadic_parameter
      type: (_)? @parameter.type
      name: (variable_name (name) @parameter.name)) @parameter.variadic @parameter))
]
