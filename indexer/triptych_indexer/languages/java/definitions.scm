; What is defined here?

(package_declaration [(scoped_identifier) (identifier)] @name) @definition.namespace
(module_declaration name: (_) @name body: (_) @body) @definition.namespace

(class_declaration name: (identifier) @name body: (_) @body) @definition.class
(record_declaration name: (identifier) @name body: (_) @body) @definition.class
(interface_declaration name: (identifier) @name body: (_) @body) @definition.interface
(annotation_type_declaration name: (identifier) @name body: (_) @body) @definition.interface
(enum_declaration name: (identifier) @name body: (_) @body) @definition.enum
(enum_constant name: (identifier) @name body: (_)? @body) @definition.enum_member

(method_declaration
  type: (_) @return_type
  name: (identifier) @name
  body: (_)? @body) @definition.method
(annotation_type_element_declaration
  type: (_) @return_type
  name: (identifier) @name) @definition.method
(constructor_declaration name: (identifier) @name body: (_) @body) @definition.constructor
(compact_constructor_declaration name: (identifier) @name body: (_) @body) @definition.constructor

; A field is its whole declaration when it stands alone, its declarator when it shares one: `int low, high;`.
(field_declaration
  (modifiers ["public" "protected" "private"]* @visibility ["static" "final"]* @modifier)?
  type: (_) @return_type
  declarator: (variable_declarator name: (identifier) @name) @definition.field)
(field_declaration
  type: (_) @return_type .
  declarator: (variable_declarator name: (identifier) @name) .) @definition.field
(field_declaration
  (modifiers ["public" "protected" "private"]* @visibility ["static" "final"] @modifier ["static" "final"] @modifier)
  type: (_) @return_type
  declarator: (variable_declarator name: (identifier) @name) @definition.constant)
(field_declaration
  (modifiers ["static" "final"] ["static" "final"])
  type: (_) @return_type .
  declarator: (variable_declarator name: (identifier) @name) .) @definition.constant
(constant_declaration
  type: (_) @return_type
  declarator: (variable_declarator name: (identifier) @name) @definition.constant)
(constant_declaration
  type: (_) @return_type .
  declarator: (variable_declarator name: (identifier) @name) .) @definition.constant
; A record's components are its fields.
(record_declaration parameters: (formal_parameters
  (formal_parameter
    type: (_) @return_type
    name: (identifier) @name) @definition.field))
(record_declaration parameters: (formal_parameters
  (spread_parameter
    [
      (type_identifier) (scoped_type_identifier) (generic_type) (array_type) (integral_type)
      (floating_point_type) (boolean_type)
    ] @return_type
    (variable_declarator name: (identifier) @name)) @definition.field))

; Annotations and keywords stand in `modifiers`; those of parameters and local variables are not a definition's.
[
  (class_declaration (modifiers [(annotation) (marker_annotation)] @decorator))
  (record_declaration (modifiers [(annotation) (marker_annotation)] @decorator))
  (interface_declaration (modifiers [(annotation) (marker_annotation)] @decorator))
  (annotation_type_declaration (modifiers [(annotation) (marker_annotation)] @decorator))
  (enum_declaration (modifiers [(annotation) (marker_annotation)] @decorator))
  (enum_constant (modifiers [(annotation) (marker_annotation)] @decorator))
  (method_declaration (modifiers [(annotation) (marker_annotation)] @decorator))
  (annotation_type_element_declaration (modifiers [(annotation) (marker_annotation)] @decorator))
  (constructor_declaration (modifiers [(annotation) (marker_annotation)] @decorator))
  (compact_constructor_declaration (modifiers [(annotation) (marker_annotation)] @decorator))
  (field_declaration (modifiers [(annotation) (marker_annotation)] @decorator) type: (_) . declarator: (_) .)
  (constant_declaration (modifiers [(annotation) (marker_annotation)] @decorator) type: (_) . declarator: (_) .)
]
[
  (class_declaration (modifiers ["public" "protected" "private"] @visibility))
  (record_declaration (modifiers ["public" "protected" "private"] @visibility))
  (interface_declaration (modifiers ["public" "protected" "private"] @visibility))
  (annotation_type_declaration (modifiers ["public" "protected" "private"] @visibility))
  (enum_declaration (modifiers ["public" "protected" "private"] @visibility))
  (enum_constant (modifiers ["public" "protected" "private"] @visibility))
  (method_declaration (modifiers ["public" "protected" "private"] @visibility))
  (annotation_type_element_declaration (modifiers ["public" "protected" "private"] @visibility))
  (constructor_declaration (modifiers ["public" "protected" "private"] @visibility))
  (compact_constructor_declaration (modifiers ["public" "protected" "private"] @visibility))
  (field_declaration (modifiers ["public" "protected" "private"] @visibility) type: (_) . declarator: (_) .)
  (constant_declaration (modifiers ["public" "protected" "private"] @visibility) type: (_) . declarator: (_) .)
]
[
  (class_declaration (modifiers ["static" "abstract" "final"] @modifier))
  (record_declaration (modifiers ["static" "abstract" "final"] @modifier))
  (interface_declaration (modifiers ["static" "abstract" "final"] @modifier))
  (annotation_type_declaration (modifiers ["static" "abstract" "final"] @modifier))
  (enum_declaration (modifiers ["static" "abstract" "final"] @modifier))
  (enum_constant (modifiers ["static" "abstract" "final"] @modifier))
  (method_declaration (modifiers ["static" "abstract" "final"] @modifier))
  (annotation_type_element_declaration (modifiers ["static" "abstract" "final"] @modifier))
  (constructor_declaration (modifiers ["static" "abstract" "final"] @modifier))
  (compact_constructor_declaration (modifiers ["static" "abstract" "final"] @modifier))
  (field_declaration (modifiers ["static" "abstract" "final"] @modifier) type: (_) . declarator: (_) .)
  (constant_declaration (modifiers ["static" "abstract" "final"] @modifier) type: (_) . declarator: (_) .)
]

; Parameters of what is named; a lambda's are its own business.
(method_declaration parameters: (formal_parameters
  (formal_parameter
    type: (_) @parameter.type
    name: (identifier) @parameter.name) @parameter))
(method_declaration parameters: (formal_parameters
  (spread_parameter
    [
      (type_identifier) (scoped_type_identifier) (generic_type) (array_type) (integral_type)
      (floating_point_type) (boolean_type)
    ] @parameter.type
    (variable_declarator name: (identifier) @parameter.name)) @parameter.variadic @parameter))
(method_declaration parameters: (formal_parameters
  (receiver_parameter
    . (_) @parameter.type
    (this) @parameter.name) @parameter.receiver @parameter))
(constructor_declaration parameters: (formal_parameters
  (formal_parameter
    type: (_) @parameter.type
    name: (identifier) @parameter.name) @parameter))
(constructor_declaration parameters: (formal_parameters
  (spread_parameter
    [
      (type_identifier) (scoped_type_identifier) (generic_type) (array_type) (integral_type)
      (floating_point_type) (boolean_type)
    ] @parameter.type
    (variable_declarator name: (identifier) @parameter.name)) @parameter.variadic @parameter))
(constructor_declaration parameters: (formal_parameters
  (receiver_parameter
    . (_) @parameter.type
    (this) @parameter.name) @parameter.receiver @parameter))

(type_parameter
  [(type_identifier) (identifier)] @type_parameter.name
  (type_bound)? @type_parameter.bound) @type_parameter
(type_parameter
  [(type_identifier) (identifier)] @type_parameter.name
  (type_bound . (_) @type_parameter.bound .)) @type_parameter
