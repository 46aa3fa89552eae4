; What is defined here?

(package_clause (package_identifier) @name) @definition.namespace

; In a group (`type ( … )`) a definition is its own line; alone it is the whole declaration, keyword included.
; The second pattern of each pair comes later and so wins where both match.

(type_spec
  name: (type_identifier) @name
  type: (_) @return_type) @definition.type_alias
(type_declaration "type" .
  (type_spec
    name: (type_identifier) @name
    type: (_) @return_type) .) @definition.type_alias

(type_alias
  name: (type_identifier) @name
  type: (_) @return_type) @definition.type_alias
(type_declaration "type" .
  (type_alias
    name: (type_identifier) @name
    type: (_) @return_type) .) @definition.type_alias

(type_spec
  name: (type_identifier) @name
  type: (struct_type (field_declaration_list) @body)) @definition.struct
(type_declaration "type" .
  (type_spec
    name: (type_identifier) @name
    type: (struct_type (field_declaration_list) @body)) .) @definition.struct

(type_spec
  name: (type_identifier) @name
  type: (interface_type "{" @body)) @definition.interface
(type_declaration "type" .
  (type_spec
    name: (type_identifier) @name
    type: (interface_type "{" @body)) .) @definition.interface

; Of `width, height int` each name is a field; a field alone owns its whole line, tag included.
(field_declaration
  name: (field_identifier) @name @definition.field
  type: (_) @return_type)
(field_declaration .
  name: (field_identifier) @name .
  type: (_) @return_type) @definition.field
; An embedded type is a field with the type's name.
(field_declaration . type: (type_identifier) @name @return_type) @definition.field
(field_declaration . "*" . type: (type_identifier) @name @return_type) @definition.field
(field_declaration type: (qualified_type name: (type_identifier) @name) @return_type !name) @definition.field
(field_declaration type: (generic_type type: (type_identifier) @name) @return_type !name) @definition.field
(field_declaration type: (generic_type type: (qualified_type name: (type_identifier) @name)) @return_type !name) @definition.field

(method_elem
  name: (field_identifier) @name
  result: (_)? @return_type) @definition.method

(function_declaration
  name: (identifier) @name
  result: (_)? @return_type
  body: (block)? @body) @definition.function

(method_declaration
  receiver: (parameter_list
    (parameter_declaration
      type: [
        (type_identifier) @receiver
        (generic_type type: (type_identifier) @receiver)
        (pointer_type [
          (type_identifier) @receiver
          (generic_type type: (type_identifier) @receiver)
        ])
      ]))
  name: (field_identifier) @name
  result: (_)? @return_type
  body: (block)? @body) @definition.method

; Constants and variables of the package; those of a function are its own business.
(source_file (const_declaration
  (const_spec
    name: (identifier) @name @definition.constant
    type: (_)? @return_type)))
(source_file (const_declaration
  [
    (const_spec . name: (identifier) @name .)
    (const_spec . name: (identifier) @name . type: (_) @return_type)
    (const_spec . name: (identifier) @name . value: (_))
  ] @definition.constant))
(source_file
  (const_declaration "const" .
    [
      (const_spec . name: (identifier) @name . type: (_) @return_type)
      (const_spec . name: (identifier) @name . value: (_))
    ] .) @definition.constant)

(source_file (var_declaration
  (var_spec
    name: (identifier) @name @definition.variable
    type: (_)? @return_type)))
(source_file (var_declaration (var_spec_list
  (var_spec
    name: (identifier) @name @definition.variable
    type: (_)? @return_type))))
(source_file (var_declaration (var_spec_list
  [
    (var_spec . name: (identifier) @name . type: (_) @return_type)
    (var_spec . name: (identifier) @name . value: (_))
  ] @definition.variable)))
(source_file
  (var_declaration
    [
      (var_spec . name: (identifier) @name . type: (_) @return_type)
      (var_spec . name: (identifier) @name . value: (_))
    ]) @definition.variable)

; Parameters: one match a name, so `a, b int` gives two.

(method_declaration receiver: (parameter_list
  (parameter_declaration
    name: (identifier) @parameter.name @parameter.receiver
    type: (_) @parameter.type) @parameter))
(function_declaration parameters: (parameter_list
  (parameter_declaration
    name: (identifier) @parameter.name @parameter
    type: (_) @parameter.type)))
(method_declaration parameters: (parameter_list
  (parameter_declaration
    name: (identifier) @parameter.name @parameter
    type: (_) @parameter.type)))
(method_elem parameters: (parameter_list
  (parameter_declaration
    name: (identifier) @parameter.name @parameter
    type: (_) @parameter.type)))
(function_declaration parameters: (parameter_list
  (variadic_parameter_declaration
    name: (identifier) @parameter.name @parameter.variadic
    type: (_) @parameter.type) @parameter))
(method_declaration parameters: (parameter_list
  (variadic_parameter_declaration
    name: (identifier) @parameter.name @parameter.variadic
    type: (_) @parameter.type) @parameter))
(method_elem parameters: (parameter_list
  (variadic_parameter_declaration
    name: (identifier) @parameter.name @parameter.variadic
    type: (_) @parameter.type) @parameter))

(type_parameter_declaration
  name: (identifier) @type_parameter.name @type_parameter
  type: (type_constraint) @type_parameter.bound)
