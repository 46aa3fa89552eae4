; What is defined here?

(class_declaration declaration_kind: "class" name: (type_identifier) @name body: (_) @body) @definition.class
(class_declaration declaration_kind: "actor" name: (type_identifier) @name body: (_) @body) @definition.class
(class_declaration declaration_kind: "struct" name: (type_identifier) @name body: (_) @body) @definition.struct
(class_declaration declaration_kind: "enum" name: (type_identifier) @name body: (_) @body) @definition.enum
; An extension's members belong to the type it extends.
(class_declaration
  declaration_kind: "extension"
  name: (user_type (type_identifier) @owner .)
  body: (_) @body) @definition.impl
(class_declaration
  declaration_kind: "extension"
  name: (user_type (type_identifier) @owner . (type_arguments) .)
  body: (_) @body) @definition.impl
(protocol_declaration name: (type_identifier) @name body: (_) @body) @definition.interface
(enum_entry name: (simple_identifier) @name) @definition.enum_member
(typealias_declaration name: (type_identifier) @name name: (_) @return_type) @definition.type_alias
(associatedtype_declaration name: (type_identifier) @name) @definition.type_alias
(macro_declaration (simple_identifier) @name) @definition.macro

; The name of an operator that the grammar knows (`==`) is a bare token.
(function_declaration "func" . name: _ @name body: (_)? @body) @definition.function
(function_declaration "func" . name: _ @name "->" . (_) @return_type body: (_)? @body) @definition.function
(protocol_function_declaration "func" . name: _ @name) @definition.method
(protocol_function_declaration "func" . name: _ @name "->" . (_) @return_type) @definition.method
(init_declaration name: "init" @name body: (_)? @body) @definition.constructor
(deinit_declaration "deinit" @name body: (_)? @body) @definition.method
(subscript_declaration "subscript" @name (computed_property)? @body) @definition.property

; Of `let a, b: Int` both share the statement. Variables of a function are its own business.
(source_file (property_declaration
  name: (pattern bound_identifier: (simple_identifier) @name)
  (type_annotation (_) @return_type)?) @definition.variable)
(source_file (property_declaration
  (value_binding_pattern mutability: "let")
  name: (pattern bound_identifier: (simple_identifier) @name)
  (type_annotation (_) @return_type)?) @definition.constant)
(class_body (property_declaration
  name: (pattern bound_identifier: (simple_identifier) @name)
  (type_annotation (_) @return_type)?
  computed_value: (_)? @body) @definition.property)
(enum_class_body (property_declaration
  name: (pattern bound_identifier: (simple_identifier) @name)
  (type_annotation (_) @return_type)?
  computed_value: (_)? @body) @definition.property)
(protocol_property_declaration
  name: (pattern bound_identifier: (simple_identifier) @name)
  (type_annotation (_) @return_type)) @definition.property

(modifiers (attribute) @decorator)
; `private(set)` is about writing only.
((modifiers (visibility_modifier) @visibility)
  (#not-match? @visibility "set"))
(modifiers [(property_modifier) (member_modifier) (inheritance_modifier) (function_modifier)] @modifier)
(function_declaration ["async" "class"] @modifier)
(protocol_function_declaration "async" @modifier)

[
  (function_declaration (parameter name: (simple_identifier) @parameter.name name: (_) @parameter.type) @parameter)
  (protocol_function_declaration (parameter name: (simple_identifier) @parameter.name name: (_) @parameter.type) @parameter)
  (init_declaration (parameter name: (simple_identifier) @parameter.name name: (_) @parameter.type) @parameter)
  (subscript_declaration (parameter name: (simple_identifier) @parameter.name name: (_) @parameter.type) @parameter)
  (macro_declaration (parameter name: (simple_identifier) @parameter.name name: (_) @parameter.type) @parameter)
]
[
  (function_declaration (parameter name: (simple_identifier) @parameter.name name: (_) @parameter.type "..." @parameter.variadic) @parameter)
  (protocol_function_declaration (parameter name: (simple_identifier) @parameter.name name: (_) @parameter.type "..." @parameter.variadic) @parameter)
  (init_declaration (parameter name: (simple_identifier) @parameter.name name: (_) @parameter.type "..." @parameter.variadic) @parameter)
  (subscript_declaration (parameter name: (simple_identifier) @parameter.name name: (_) @parameter.type "..." @parameter.variadic) @parameter)
  (macro_declaration (parameter name: (simple_identifier) @parameter.name name: (_) @parameter.type "..." @parameter.variadic) @parameter)
]
[
  (function_declaration (parameter name: (simple_identifier) @parameter.name name: (_) @parameter.type) @parameter . default_value: (_) @parameter.default)
  (protocol_function_declaration (parameter name: (simple_identifier) @parameter.name name: (_) @parameter.type) @parameter . default_value: (_) @parameter.default)
  (init_declaration (parameter name: (simple_identifier) @parameter.name name: (_) @parameter.type) @parameter . default_value: (_) @parameter.default)
  (subscript_declaration (parameter name: (simple_identifier) @parameter.name name: (_) @parameter.type) @parameter . default_value: (_) @parameter.default)
]

(type_parameter (type_identifier) @type_parameter.name name: (_)? @type_parameter.bound) @type_parameter
(inheritance_constraint
  constrained_type: (identifier . (simple_identifier) @type_parameter.name .)
  . (_) @type_parameter.bound @type_parameter.where .) @type_parameter
