; What is defined here?

(package_header (qualified_identifier) @name) @definition.namespace

(class_declaration "class" name: (identifier) @name [(class_body) (enum_class_body)]? @body) @definition.class
(class_declaration "interface" name: (identifier) @name (class_body)? @body) @definition.interface
((class_declaration
  (modifiers (class_modifier) @_enum)
  name: (identifier) @name
  (enum_class_body)? @body) @definition.enum
  (#eq? @_enum "enum"))
(object_declaration name: (identifier) @name (class_body)? @body) @definition.class
; The members of a companion without a name are called on the class itself.
(companion_object name: (identifier) @name (class_body)? @body) @definition.class
(enum_entry (identifier) @name (class_body)? @body) @definition.enum_member
(type_alias type: (identifier) @name [(user_type) (nullable_type) (function_type) (parenthesized_type) (non_nullable_type)] @return_type) @definition.type_alias

(function_declaration
  name: (identifier) @name
  (function_value_parameters) . [(user_type) (nullable_type) (function_type) (parenthesized_type) (non_nullable_type)]? @return_type
  (function_body)? @body) @definition.function
; An extension belongs to the type it extends: `fun Store.open()`.
(function_declaration
  [
    (user_type (identifier) @receiver .)
    (user_type (identifier) @receiver . (type_arguments) .)
    (nullable_type (user_type (identifier) @receiver .))
  ] . "." . name: (identifier) @name
  (function_value_parameters) . [(user_type) (nullable_type) (function_type) (parenthesized_type) (non_nullable_type)]? @return_type
  (function_body)? @body) @definition.method
(secondary_constructor "constructor" @name (block)? @body) @definition.constructor

(source_file (property_declaration (variable_declaration (identifier) @name [(user_type) (nullable_type) (function_type) (parenthesized_type) (non_nullable_type)]? @return_type)) @definition.variable)
(class_body (property_declaration (variable_declaration (identifier) @name [(user_type) (nullable_type) (function_type) (parenthesized_type) (non_nullable_type)]? @return_type)) @definition.property)
(enum_class_body (property_declaration (variable_declaration (identifier) @name [(user_type) (nullable_type) (function_type) (parenthesized_type) (non_nullable_type)]? @return_type)) @definition.property)
(source_file (property_declaration
  [
    (user_type (identifier) @receiver .)
    (user_type (identifier) @receiver . (type_arguments) .)
  ] .
  "." .
  (variable_declaration (identifier) @name [(user_type) (nullable_type) (function_type) (parenthesized_type) (non_nullable_type)]? @return_type)) @definition.property)
((property_declaration
  (modifiers (property_modifier) @_const)
  (variable_declaration (identifier) @name [(user_type) (nullable_type) (function_type) (parenthesized_type) (non_nullable_type)]? @return_type)) @definition.constant
  (#eq? @_const "const"))
(source_file (property_declaration (multi_variable_declaration
  (variable_declaration (identifier) @name))) @definition.variable)
; `class Store(val name: String)` declares a field; it stays a parameter, too.
(class_parameter ["val" "var"] . (identifier) @name . [(user_type) (nullable_type) (function_type) (parenthesized_type) (non_nullable_type)] @return_type) @definition.field

(annotation) @decorator
[
  (class_declaration (modifiers (visibility_modifier) @visibility))
  (object_declaration (modifiers (visibility_modifier) @visibility))
  (function_declaration (modifiers (visibility_modifier) @visibility))
  (property_declaration (modifiers (visibility_modifier) @visibility))
  (secondary_constructor (modifiers (visibility_modifier) @visibility))
  (type_alias (modifiers (visibility_modifier) @visibility))
  (class_parameter (modifiers (visibility_modifier) @visibility))
  (enum_entry (modifiers (visibility_modifier) @visibility))
]
[
  (class_declaration (modifiers [(class_modifier) (member_modifier) (function_modifier) (property_modifier) (inheritance_modifier)] @modifier))
  (object_declaration (modifiers [(class_modifier) (member_modifier) (function_modifier) (property_modifier) (inheritance_modifier)] @modifier))
  (function_declaration (modifiers [(class_modifier) (member_modifier) (function_modifier) (property_modifier) (inheritance_modifier)] @modifier))
  (property_declaration (modifiers [(class_modifier) (member_modifier) (function_modifier) (property_modifier) (inheritance_modifier)] @modifier))
  (secondary_constructor (modifiers [(class_modifier) (member_modifier) (function_modifier) (property_modifier) (inheritance_modifier)] @modifier))
  (type_alias (modifiers [(class_modifier) (member_modifier) (function_modifier) (property_modifier) (inheritance_modifier)] @modifier))
  (class_parameter (modifiers [(class_modifier) (member_modifier) (function_modifier) (property_modifier) (inheritance_modifier)] @modifier))
  (enum_entry (modifiers [(class_modifier) (member_modifier) (function_modifier) (property_modifier) (inheritance_modifier)] @modifier))
]

(class_parameter (identifier) @parameter.name . [(user_type) (nullable_type) (function_type) (parenthesized_type) (non_nullable_type)] @parameter.type) @parameter
(class_parameter (identifier) @parameter.name . [(user_type) (nullable_type) (function_type) (parenthesized_type) (non_nullable_type)] @parameter.type . "=" . (_) @parameter.default) @parameter
((class_parameter
  (modifiers (parameter_modifier) @_vararg @parameter.variadic)
  (identifier) @parameter.name . [(user_type) (nullable_type) (function_type) (parenthesized_type) (non_nullable_type)] @parameter.type) @parameter
  (#eq? @_vararg "vararg"))
(function_declaration (function_value_parameters
  (parameter . (identifier) @parameter.name . (_) @parameter.type) @parameter))
(function_declaration (function_value_parameters
  (parameter . (identifier) @parameter.name . (_) @parameter.type) @parameter . "=" . (_) @parameter.default))
((function_declaration (function_value_parameters
  (parameter_modifiers (parameter_modifier) @_vararg @parameter.variadic) .
  (parameter . (identifier) @parameter.name . (_) @parameter.type) @parameter))
  (#eq? @_vararg "vararg"))
(secondary_constructor (function_value_parameters
  (parameter . (identifier) @parameter.name . (_) @parameter.type) @parameter))
(secondary_constructor (function_value_parameters
  (parameter . (identifier) @parameter.name . (_) @parameter.type) @parameter . "=" . (_) @parameter.default))
((secondary_constructor (function_value_parameters
  (parameter_modifiers (parameter_modifier) @_vararg @parameter.variadic) .
  (parameter . (identifier) @parameter.name . (_) @parameter.type) @parameter))
  (#eq? @_vararg "vararg"))

(type_parameter
  (type_parameter_modifiers (variance_modifier) @type_parameter.variance)?
  (identifier) @type_parameter.name .
  [(user_type) (nullable_type) (function_type) (parenthesized_type) (non_nullable_type)]? @type_parameter.bound) @type_parameter
(type_constraint
  . (identifier) @type_parameter.name
  (_) @type_parameter.bound @type_parameter.where .) @type_parameter
