; What is defined here?

(package_clause name: (_) @name body: (_)? @body) @definition.namespace
(package_object name: (identifier) @name body: (_)? @body) @definition.namespace

(class_definition name: (identifier) @name body: (_)? @body) @definition.class
(object_definition name: (identifier) @name body: (_)? @body) @definition.class
(trait_definition name: (identifier) @name body: (_)? @body) @definition.trait
(enum_definition name: (identifier) @name body: (_)? @body) @definition.enum
(simple_enum_case name: (identifier) @name) @definition.enum_member
(full_enum_case name: (identifier) @name) @definition.enum_member
(type_definition name: (type_identifier) @name type: (_)? @return_type) @definition.type_alias
(given_definition name: (identifier) @name return_type: (_) @return_type body: (_)? @body) @definition.constant

(function_definition
  name: (_) @name
  return_type: (_)? @return_type
  body: (_)? @body) @definition.function
(function_declaration name: (_) @name return_type: (_)? @return_type) @definition.function
; An extension's methods belong to the type they extend.
(extension_definition
  parameters: (parameters (parameter type: [(type_identifier) @receiver (generic_type type: (type_identifier) @receiver)]))
  body: (function_definition
    name: (_) @name
    return_type: (_)? @return_type
    body: (_)? @body) @definition.method)
(extension_definition
  parameters: (parameters (parameter type: [(type_identifier) @receiver (generic_type type: (type_identifier) @receiver)]))
  body: (template_body (function_definition
    name: (_) @name
    return_type: (_)? @return_type
    body: (_)? @body) @definition.method))

; Values of a type or of a file; those of a function are its own business.
(template_body [
  (val_definition pattern: (identifier) @name type: (_)? @return_type)
  (var_definition pattern: (identifier) @name type: (_)? @return_type)
  (val_definition pattern: (identifiers (identifier) @name) type: (_)? @return_type)
  (val_definition pattern: (tuple_pattern (identifier) @name))
  (var_definition pattern: (identifiers (identifier) @name) type: (_)? @return_type)
  (val_declaration name: (identifier) @name type: (_)? @return_type)
  (var_declaration name: (identifier) @name type: (_)? @return_type)
] @definition.property)
(with_template_body [
  (val_definition pattern: (identifier) @name type: (_)? @return_type)
  (var_definition pattern: (identifier) @name type: (_)? @return_type)
  (val_definition pattern: (identifiers (identifier) @name) type: (_)? @return_type)
  (val_definition pattern: (tuple_pattern (identifier) @name))
  (var_definition pattern: (identifiers (identifier) @name) type: (_)? @return_type)
  (val_declaration name: (identifier) @name type: (_)? @return_type)
  (var_declaration name: (identifier) @name type: (_)? @return_type)
] @definition.property)
(enum_body [
  (val_definition pattern: (identifier) @name type: (_)? @return_type)
  (var_definition pattern: (identifier) @name type: (_)? @return_type)
  (val_definition pattern: (identifiers (identifier) @name) type: (_)? @return_type)
  (val_definition pattern: (tuple_pattern (identifier) @name))
  (var_definition pattern: (identifiers (identifier) @name) type: (_)? @return_type)
  (val_declaration name: (identifier) @name type: (_)? @return_type)
  (var_declaration name: (identifier) @name type: (_)? @return_type)
] @definition.property)
(compilation_unit [
  (val_definition pattern: (identifier) @name type: (_)? @return_type)
  (var_definition pattern: (identifier) @name type: (_)? @return_type)
  (val_definition pattern: (identifiers (identifier) @name) type: (_)? @return_type)
  (val_definition pattern: (tuple_pattern (identifier) @name))
  (var_definition pattern: (identifiers (identifier) @name) type: (_)? @return_type)
  (val_declaration name: (identifier) @name type: (_)? @return_type)
  (var_declaration name: (identifier) @name type: (_)? @return_type)
] @definition.variable)
; `class Store(val name: String)`, and all of a case class, are fields; they stay parameters, too.
(class_parameter ["val" "var"] name: (identifier) @name type: (_) @return_type) @definition.field
(class_definition "case" class_parameters: (class_parameters
  (class_parameter name: (identifier) @name type: (_) @return_type) @definition.field))

; ScalaTest's and munit's `test("…") { … }`.
((call_expression
  function: (call_expression
    function: (identifier) @_test
    arguments: (arguments . (string) @name))
  arguments: (_) @body) @definition.test
  (#match? @_test "^(test|it|describe)$"))

(annotation) @decorator
(modifiers (access_modifier) @visibility)
(modifiers ["abstract" "final" "override"] @modifier)

(parameters (parameter
  name: (identifier) @parameter.name
  type: (_)? @parameter.type
  default_value: (_)? @parameter.default) @parameter)
(parameters (parameter
  name: (identifier) @parameter.name
  type: (repeated_parameter_type) @parameter.type @parameter.variadic) @parameter)
(class_parameter
  name: (identifier) @parameter.name
  type: (_)? @parameter.type
  default_value: (_)? @parameter.default) @parameter

(type_parameters name: (identifier) @type_parameter.name @type_parameter)
(type_parameters
  name: (identifier) @type_parameter.name @type_parameter
  . bound: (_ type: (_) @type_parameter.bound))
(type_parameters (covariant_type_parameter
  "+" @type_parameter.variance
  name: (identifier) @type_parameter.name
  bound: (_ type: (_) @type_parameter.bound)?) @type_parameter)
(type_parameters (contravariant_type_parameter
  "-" @type_parameter.variance
  name: (identifier) @type_parameter.name
  bound: (_ type: (_) @type_parameter.bound)?) @type_parameter)
