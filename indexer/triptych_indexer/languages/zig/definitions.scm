; What is defined here?

; A container is the value of a constant: `const Store = struct { … };`. Names of a function are its own business.
[
  (source_file (variable_declaration "const" . (identifier) @name type: (_)? @return_type) @definition.constant)
  (struct_declaration (variable_declaration "const" . (identifier) @name type: (_)? @return_type) @definition.constant)
  (enum_declaration (variable_declaration "const" . (identifier) @name type: (_)? @return_type) @definition.constant)
  (union_declaration (variable_declaration "const" . (identifier) @name type: (_)? @return_type) @definition.constant)
  (opaque_declaration (variable_declaration "const" . (identifier) @name type: (_)? @return_type) @definition.constant)
]
[
  (source_file (variable_declaration "var" . (identifier) @name type: (_)? @return_type) @definition.variable)
  (struct_declaration (variable_declaration "var" . (identifier) @name type: (_)? @return_type) @definition.variable)
  (enum_declaration (variable_declaration "var" . (identifier) @name type: (_)? @return_type) @definition.variable)
  (union_declaration (variable_declaration "var" . (identifier) @name type: (_)? @return_type) @definition.variable)
  (opaque_declaration (variable_declaration "var" . (identifier) @name type: (_)? @return_type) @definition.variable)
]
(variable_declaration . (identifier) @name (struct_declaration "{" @body)) @definition.struct
(variable_declaration . (identifier) @name (union_declaration "{" @body)) @definition.struct
(variable_declaration . (identifier) @name (opaque_declaration "{" @body)) @definition.struct
(variable_declaration . (identifier) @name (enum_declaration "{" @body)) @definition.enum
(variable_declaration . (identifier) @name (error_set_declaration "{" @body)) @definition.enum
(variable_declaration (error_set_declaration (identifier) @name @definition.enum_member))
; A function that makes a type: what it returns has no name of its own.
(return_expression (struct_declaration "struct" @name "{" @body) @definition.struct)
(return_expression (union_declaration "union" @name "{" @body) @definition.struct)

; A file is a structure itself, and may have fields.
(source_file (container_field name: (identifier) @name type: (_)? @return_type) @definition.field)
(struct_declaration (container_field name: (identifier) @name type: (_)? @return_type) @definition.field)
(union_declaration (container_field name: (identifier) @name type: (_)? @return_type) @definition.field)
((enum_declaration (container_field name: (identifier) @name) @definition.enum_member)
  (#not-eq? @name "_"))

(function_declaration
  name: (identifier) @name
  type: (_)? @return_type
  body: (_)? @body) @definition.function

(test_declaration "test" @name . (block) @body) @definition.test
(test_declaration [(string (string_content) @name) (identifier) @name] (block) @body) @definition.test

(function_declaration ["pub" "export"] @visibility)
(function_declaration "export" @modifier)
(variable_declaration "pub" @visibility)
; A field is as open as what it is a field of.
(container_field ":" @visibility)

(function_declaration (parameters
  (parameter name: (identifier) @parameter.name type: (_) @parameter.type) @parameter))
; `comptime T: type` is how a function takes a type.
((function_declaration (parameters
  (parameter name: (identifier) @type_parameter.name type: (builtin_type) @_type) @type_parameter))
  (#eq? @_type "type"))
