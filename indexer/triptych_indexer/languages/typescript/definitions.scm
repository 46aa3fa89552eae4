; What does TypeScript define that JavaScript does not?

(abstract_class_declaration name: (type_identifier) @name body: (class_body) @body) @definition.class
(abstract_class_declaration "abstract" @modifier)
(interface_declaration name: (type_identifier) @name body: (_) @body) @definition.interface
(type_alias_declaration name: (type_identifier) @name value: (_) @return_type) @definition.type_alias
(enum_declaration name: (identifier) @name body: (enum_body) @body) @definition.enum
(enum_body [(property_identifier) (string)] @name @definition.enum_member)
(enum_body (enum_assignment name: [(property_identifier) (string)] @name) @definition.enum_member)
(internal_module name: (_) @name body: (_) @body) @definition.namespace
(module name: (_) @name body: (_) @body) @definition.namespace
([(internal_module body: (statement_block (_ (variable_declarator name: (identifier) @name) @definition.variable)))
  (module body: (statement_block (_ (variable_declarator name: (identifier) @name) @definition.variable)))])
([(internal_module body: (statement_block
    (export_statement (_ (variable_declarator name: (identifier) @name) @definition.variable))))
  (module body: (statement_block
    (export_statement (_ (variable_declarator name: (identifier) @name) @definition.variable))))])
(ambient_declaration) @wrapper

(function_signature
  name: (identifier) @name
  return_type: [(type_annotation) (type_predicate_annotation) (asserts_annotation)]? @return_type) @definition.function
(function_declaration
  name: (identifier) @name
  return_type: [(type_annotation (_) @return_type) (type_predicate_annotation) @return_type (asserts_annotation) @return_type]
  body: (_) @body) @definition.function
(variable_declarator
  name: (identifier) @name
  value: (arrow_function
    return_type: [(type_annotation (_) @return_type) (type_predicate_annotation) @return_type (asserts_annotation) @return_type]
    body: (_) @body)) @definition.function
(variable_declarator
  name: (identifier) @name
  value: [(as_expression (parenthesized_expression (arrow_function body: (_) @body)))
          (satisfies_expression (parenthesized_expression (arrow_function body: (_) @body)))
          (as_expression (as_expression (parenthesized_expression (arrow_function body: (_) @body))))]) @definition.function
(assignment_expression
  left: (member_expression property: (property_identifier) @name)
  right: [(as_expression (parenthesized_expression (arrow_function body: (_) @body)))
          (parenthesized_expression (arrow_function body: (_) @body))]) @definition.function
(assignment_expression
  left: (parenthesized_expression (as_expression (member_expression property: (property_identifier) @name)))
  right: [(as_expression (parenthesized_expression (arrow_function body: (_) @body)))
          (parenthesized_expression (arrow_function body: (_) @body))
          (arrow_function body: (_) @body)]) @definition.function
(ambient_declaration
  (_ (variable_declarator
    name: (identifier) @name
    type: (type_annotation (_) @return_type)?) @definition.variable))
(program (_ (variable_declarator
  name: (identifier) @name
  type: (type_annotation (_) @return_type)) @definition.variable))
(program (export_statement (_ (variable_declarator
  name: (identifier) @name
  type: (type_annotation (_) @return_type)) @definition.variable)))
; A function that has its type in front is still one.
(variable_declarator
  name: (identifier) @name
  type: (_)
  value: [(arrow_function return_type: (type_annotation (_) @return_type)? body: (_) @body)
          (function_expression return_type: (type_annotation (_) @return_type)? body: (_) @body)
          (generator_function body: (_) @body)
          (parenthesized_expression [(arrow_function body: (_) @body) (function_expression body: (_) @body)])
          (as_expression (parenthesized_expression (arrow_function body: (_) @body)))]) @definition.function
(variable_declarator
  name: (identifier) @name
  type: (_)
  value: (class body: (class_body) @body)) @definition.class

; --- members -------------------------------------------------------------------------------------

(public_field_definition
  name: [(property_identifier) (private_property_identifier) (string) (computed_property_name)] @name
  type: (type_annotation (_) @return_type)?) @definition.field
(public_field_definition
  name: [(property_identifier) (private_property_identifier)] @name
  value: [(arrow_function return_type: (type_annotation (_) @return_type)? body: (_) @body)
          (function_expression return_type: (type_annotation (_) @return_type)? body: (_) @body)]) @definition.method
(public_field_definition ["static" "readonly" "abstract"] @modifier)
(method_definition
  name: (_) @name
  return_type: [(type_annotation (_) @return_type) (type_predicate_annotation) @return_type (asserts_annotation) @return_type]
  body: (_) @body) @definition.method
(method_definition ["get" "set"] name: (_) @name return_type: (type_annotation (_) @return_type)? body: (_) @body) @definition.property
(method_signature name: (_) @name) @definition.method
(method_signature
  name: (_) @name
  return_type: [(type_annotation (_) @return_type) (type_predicate_annotation) @return_type (asserts_annotation) @return_type]) @definition.method
(method_signature ["get" "set"] name: (_) @name return_type: (type_annotation (_) @return_type)?) @definition.property
(abstract_method_signature name: (_) @name) @definition.method
(abstract_method_signature
  name: (_) @name
  return_type: [(type_annotation (_) @return_type) (type_predicate_annotation) @return_type (asserts_annotation) @return_type]) @definition.method
(abstract_method_signature
  ["get" "set"]
  name: (_) @name
  return_type: (type_annotation (_) @return_type)?) @definition.property
(abstract_method_signature "abstract" @modifier)
(type_alias_declaration
  value: (object_type (property_signature name: (_) @name type: (type_annotation (_) @return_type)?) @definition.field))
(interface_body (property_signature name: (_) @name type: (type_annotation (_) @return_type)?) @definition.field)
[(accessibility_modifier) @visibility]
(override_modifier) @modifier

; --- parameters ----------------------------------------------------------------------------------

(formal_parameters [
  (required_parameter
    pattern: [(identifier) (this) (object_pattern) (array_pattern)] @parameter.name
    type: (type_annotation (_) @parameter.type)?
    value: (_)? @parameter.default)
  (optional_parameter
    pattern: (_) @parameter.name
    type: (type_annotation (_) @parameter.type)?
    value: (_)? @parameter.default)
] @parameter)
(formal_parameters
  (required_parameter
    pattern: (rest_pattern (_) @parameter.name @parameter.variadic)
    type: (type_annotation (_) @parameter.type)?) @parameter)
(arrow_function parameter: (identifier) @parameter @parameter.name)
; `constructor(private name: string)` is a parameter and a field at once.
(required_parameter
  [(accessibility_modifier) "readonly"]
  pattern: (identifier) @name
  type: (type_annotation (_) @return_type)?) @definition.field
(optional_parameter
  [(accessibility_modifier) "readonly"]
  pattern: (identifier) @name
  type: (type_annotation (_) @return_type)?) @definition.field
[(required_parameter "readonly" @modifier) (optional_parameter "readonly" @modifier)]

(type_parameters
  (type_parameter
    name: (type_identifier) @type_parameter.name
    constraint: (constraint (_) @type_parameter.bound)?
    value: (default_type (_) @type_parameter.default)?) @type_parameter
  (#not-match? @type_parameter.name "^(in|out)$"))
; The grammar takes the `out` of `out T` for the name, and the name for an error, in or behind the parameter.
(type_parameters
  (type_parameter name: (type_identifier) @type_parameter.variance)
  . (ERROR . (identifier)? @type_parameter.variance . (identifier) @type_parameter.name .) @type_parameter
  (#match? @type_parameter.variance "^(in|out)$"))
(type_parameters
  (type_parameter
    name: (type_identifier) @type_parameter.variance
    (ERROR . (identifier)? @type_parameter.variance . (identifier) @type_parameter.name .)
    constraint: (constraint (_) @type_parameter.bound)?
    value: (default_type (_) @type_parameter.default)?) @type_parameter
  (#match? @type_parameter.variance "^(in|out)$"))
