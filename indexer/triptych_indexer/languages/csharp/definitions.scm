; What is defined here?

(namespace_declaration name: (_) @name body: (_) @body) @definition.namespace
(file_scoped_namespace_declaration name: (_) @name) @definition.namespace

(class_declaration name: (identifier) @name body: (_)? @body) @definition.class
(record_declaration name: (identifier) @name body: (_)? @body) @definition.class
(struct_declaration name: (identifier) @name body: (_)? @body) @definition.struct
(interface_declaration name: (identifier) @name body: (_)? @body) @definition.interface
(enum_declaration name: (identifier) @name body: (_)? @body) @definition.enum
(enum_member_declaration name: (identifier) @name) @definition.enum_member
(delegate_declaration type: (_) @return_type name: (identifier) @name) @definition.type_alias

(method_declaration
  returns: (_) @return_type
  name: (identifier) @name
  body: (_)? @body) @definition.method
(local_function_statement
  type: (_) @return_type
  name: (identifier) @name
  body: (_)? @body) @definition.function
(constructor_declaration name: (identifier) @name body: (_)? @body) @definition.constructor
(destructor_declaration "~" @name body: (_)? @body) @definition.method
(operator_declaration type: (_) @return_type operator: _ @name body: (_)? @body) @definition.method
(conversion_operator_declaration "operator" @name type: (_) @return_type body: (_)? @body) @definition.method

(property_declaration
  type: (_) @return_type
  name: (identifier) @name
  accessors: (_)? @body) @definition.property
(indexer_declaration type: (_) @return_type "this" @name accessors: (_)? @body) @definition.property
(event_declaration type: (_) @return_type name: (identifier) @name) @definition.property
(event_field_declaration (variable_declaration
  type: (_) @return_type
  (variable_declarator name: (identifier) @name) @definition.property))
(event_field_declaration (variable_declaration
  type: (_) @return_type .
  (variable_declarator name: (identifier) @name) .)) @definition.property
; What a record is made of are its properties, public ones.
(record_declaration "record" @visibility (parameter_list
  (parameter type: (_) @return_type name: (identifier) @name) @definition.property))

; A field is its whole declaration when it stands alone, its declarator when it shares one: `int X, Y;`.
(field_declaration (modifier)* @visibility @modifier (variable_declaration
  type: (_) @return_type
  (variable_declarator name: (identifier) @name) @definition.field))
(field_declaration (variable_declaration
  type: (_) @return_type .
  (variable_declarator name: (identifier) @name) .)) @definition.field
((field_declaration
  (modifier) @_const
  (variable_declaration
    type: (_) @return_type .
    (variable_declarator name: (identifier) @name) .)) @definition.constant
  (#eq? @_const "const"))

; Keywords and attributes; those of parameters and accessors are not a definition's.
[
  (class_declaration (attribute_list (attribute) @decorator))
  (interface_declaration (attribute_list (attribute) @decorator))
  (struct_declaration (attribute_list (attribute) @decorator))
  (record_declaration (attribute_list (attribute) @decorator))
  (enum_declaration (attribute_list (attribute) @decorator))
  (delegate_declaration (attribute_list (attribute) @decorator))
  (method_declaration (attribute_list (attribute) @decorator))
  (constructor_declaration (attribute_list (attribute) @decorator))
  (destructor_declaration (attribute_list (attribute) @decorator))
  (operator_declaration (attribute_list (attribute) @decorator))
  (conversion_operator_declaration (attribute_list (attribute) @decorator))
  (property_declaration (attribute_list (attribute) @decorator))
  (indexer_declaration (attribute_list (attribute) @decorator))
  (event_declaration (attribute_list (attribute) @decorator))
  (local_function_statement (attribute_list (attribute) @decorator))
  (enum_member_declaration (attribute_list (attribute) @decorator))
  (field_declaration (attribute_list (attribute) @decorator) (variable_declaration . type: (_) . (variable_declarator) .))
  (event_field_declaration (attribute_list (attribute) @decorator) (variable_declaration . type: (_) . (variable_declarator) .))
]
; What stands in no type is its assembly's, unless it says something else.
(compilation_unit [
  (class_declaration "class" @visibility)
  (interface_declaration "interface" @visibility)
  (struct_declaration "struct" @visibility)
  (enum_declaration "enum" @visibility)
])
(namespace_declaration body: (declaration_list [
  (class_declaration "class" @visibility)
  (interface_declaration "interface" @visibility)
  (struct_declaration "struct" @visibility)
  (enum_declaration "enum" @visibility)
]))
[
  (class_declaration (modifier) @visibility)
  (interface_declaration (modifier) @visibility)
  (struct_declaration (modifier) @visibility)
  (record_declaration (modifier) @visibility)
  (enum_declaration (modifier) @visibility)
  (delegate_declaration (modifier) @visibility)
  (method_declaration (modifier) @visibility)
  (constructor_declaration (modifier) @visibility)
  (operator_declaration (modifier) @visibility)
  (conversion_operator_declaration (modifier) @visibility)
  (property_declaration (modifier) @visibility)
  (indexer_declaration (modifier) @visibility)
  (event_declaration (modifier) @visibility)
  (field_declaration (modifier) @visibility (variable_declaration . type: (_) . (variable_declarator) .))
  (event_field_declaration (modifier) @visibility (variable_declaration . type: (_) . (variable_declarator) .))
]
[
  (class_declaration (modifier) @modifier)
  (interface_declaration (modifier) @modifier)
  (struct_declaration (modifier) @modifier)
  (record_declaration (modifier) @modifier)
  (enum_declaration (modifier) @modifier)
  (delegate_declaration (modifier) @modifier)
  (method_declaration (modifier) @modifier)
  (constructor_declaration (modifier) @modifier)
  (operator_declaration (modifier) @modifier)
  (conversion_operator_declaration (modifier) @modifier)
  (property_declaration (modifier) @modifier)
  (indexer_declaration (modifier) @modifier)
  (event_declaration (modifier) @modifier)
  (local_function_statement (modifier) @modifier)
  (field_declaration (modifier) @modifier (variable_declaration . type: (_) . (variable_declarator) .))
  (event_field_declaration (modifier) @modifier (variable_declaration . type: (_) . (variable_declarator) .))
]

; Parameters of what is named; a lambda's are its own business.
(method_declaration (parameter_list
  (parameter
    type: (_) @parameter.type
    name: (identifier) @parameter.name
    . (_)? @parameter.default) @parameter))
(constructor_declaration (parameter_list
  (parameter
    type: (_) @parameter.type
    name: (identifier) @parameter.name
    . (_)? @parameter.default) @parameter))
(local_function_statement (parameter_list
  (parameter
    type: (_) @parameter.type
    name: (identifier) @parameter.name
    . (_)? @parameter.default) @parameter))
(operator_declaration (parameter_list
  (parameter
    type: (_) @parameter.type
    name: (identifier) @parameter.name
    . (_)? @parameter.default) @parameter))
(conversion_operator_declaration (parameter_list
  (parameter
    type: (_) @parameter.type
    name: (identifier) @parameter.name
    . (_)? @parameter.default) @parameter))
(delegate_declaration (parameter_list
  (parameter
    type: (_) @parameter.type
    name: (identifier) @parameter.name
    . (_)? @parameter.default) @parameter))
(indexer_declaration (bracketed_parameter_list
  (parameter
    type: (_) @parameter.type
    name: (identifier) @parameter.name
    . (_)? @parameter.default) @parameter))
(class_declaration (parameter_list
  (parameter
    type: (_) @parameter.type
    name: (identifier) @parameter.name
    . (_)? @parameter.default) @parameter))
(struct_declaration (parameter_list
  (parameter
    type: (_) @parameter.type
    name: (identifier) @parameter.name
    . (_)? @parameter.default) @parameter))
(method_declaration (parameter_list
  type: (_) @parameter.type
  name: (identifier) @parameter.name @parameter.variadic @parameter))
(constructor_declaration (parameter_list
  type: (_) @parameter.type
  name: (identifier) @parameter.name @parameter.variadic @parameter))
(local_function_statement (parameter_list
  type: (_) @parameter.type
  name: (identifier) @parameter.name @parameter.variadic @parameter))
((method_declaration (parameter_list .
  (parameter
    (modifier) @_this
    type: (_) @parameter.type
    name: (identifier) @parameter.name) @parameter.receiver @parameter))
  (#eq? @_this "this"))

(type_parameter name: (identifier) @type_parameter.name) @type_parameter
(type_parameter_constraints_clause
  . (identifier) @type_parameter.name
  (type_parameter_constraint) @type_parameter.bound @type_parameter.where) @type_parameter
