; What does a Rust file define?
; General patterns first: when two match the same name, the later one decides.

; --- types ---------------------------------------------------------------------------------------

(struct_item name: (type_identifier) @name body: (_)? @body) @definition.struct
(union_item name: (type_identifier) @name body: (_)? @body) @definition.struct
(enum_item name: (type_identifier) @name body: (_)? @body) @definition.enum
(enum_variant name: (identifier) @name) @definition.enum_member
(trait_item name: (type_identifier) @name body: (_)? @body) @definition.trait
(type_item name: (type_identifier) @name type: (_) @return_type) @definition.type_alias
(associated_type name: (type_identifier) @name) @definition.type_alias
(field_declaration name: (field_identifier) @name type: (_) @return_type) @definition.field

; An impl belongs to its type; its methods are the type's. A type without a name is written out: `[u8]`, `(A, B)`.
(impl_item
  type: [(type_identifier) (primitive_type) (tuple_type) (unit_type) (array_type) (function_type) (pointer_type)
         (bounded_type) (never_type)] @owner
  body: (_) @body) @definition.impl
(impl_item
  type: [(generic_type type: [(type_identifier) @owner (scoped_type_identifier name: (_) @owner)])
         (scoped_type_identifier name: (_) @owner)
         (dynamic_type trait: [(type_identifier) @owner (scoped_type_identifier name: (_) @owner)])
         (dynamic_type trait: (generic_type type: (_) @owner))
         (reference_type type: [
           (type_identifier) @owner
           (primitive_type) @owner
           (array_type) @owner
           (tuple_type) @owner
           (scoped_type_identifier name: (_) @owner)
           (generic_type type: [(type_identifier) @owner (scoped_type_identifier name: (_) @owner)])
           (dynamic_type trait: (type_identifier) @owner)])]
  body: (_) @body) @definition.impl

; --- functions -----------------------------------------------------------------------------------

(function_item
  name: (identifier) @name
  return_type: (_)? @return_type
  body: (block) @body) @definition.function
(function_signature_item name: (identifier) @name return_type: (_)? @return_type) @definition.function
(function_modifiers ["async" "const" "unsafe"] @modifier)
(macro_definition name: (identifier) @name) @definition.macro

; --- modules, constants --------------------------------------------------------------------------

(mod_item name: (identifier) @name body: (_) @body) @definition.namespace
(const_item name: (identifier) @name type: (_) @return_type) @definition.constant
(static_item name: (identifier) @name type: (_) @return_type) @definition.variable

; --- what belongs to them ------------------------------------------------------------------------

; Of these only: what stands before a part of `Tuple(pub i32)` or before a `use` is not the visibility of what is around.
(mod_item "mod" @visibility body: (_))
[
  (struct_item (visibility_modifier) @visibility)
  (union_item (visibility_modifier) @visibility)
  (enum_item (visibility_modifier) @visibility)
  (trait_item (visibility_modifier) @visibility)
  (type_item (visibility_modifier) @visibility)
  (field_declaration (visibility_modifier) @visibility)
  (function_item (visibility_modifier) @visibility)
  (function_signature_item (visibility_modifier) @visibility)
  (const_item (visibility_modifier) @visibility)
  (static_item (visibility_modifier) @visibility)
  (mod_item (visibility_modifier) @visibility body: (_))
]
; What a trait asks for is as public as the trait, a variant's field as the variant; a block has no visibility of its own.
(enum_variant body: (field_declaration_list (field_declaration ":" @visibility)))
(impl_item "impl" @visibility)
(impl_item trait: (_) body: (declaration_list [
  (function_item "fn" @visibility)
  (const_item "const" @visibility)
  (type_item "type" @visibility)]))
((attribute_item (attribute (identifier) @visibility)) (#eq? @visibility "macro_export"))
(attribute_item) @decorator
(source_file . (line_comment (inner_doc_comment_marker)) @documentation)
(source_file . (block_comment (inner_doc_comment_marker)) @documentation)

(parameters (self_parameter (self) @parameter.name @parameter.receiver) @parameter)
(parameters (parameter pattern: [(_) "_"] @parameter.name type: (_) @parameter.type) @parameter)
(parameters (variadic_parameter) @parameter @parameter.name @parameter.variadic)

(type_parameters (type_parameter
  name: (type_identifier) @type_parameter.name
  bounds: (trait_bounds)? @type_parameter.bound
  default_type: (_)? @type_parameter.default) @type_parameter)
(type_parameters (lifetime_parameter
  name: (lifetime) @type_parameter.name
  bounds: (_)? @type_parameter.bound) @type_parameter)
(type_parameters (const_parameter
  name: (identifier) @type_parameter.name
  type: (_) @type_parameter.bound
  value: (_)? @type_parameter.default) @type_parameter)
(where_predicate
  left: (type_identifier) @type_parameter.name
  bounds: (trait_bounds) @type_parameter.bound @type_parameter.where) @type_parameter
