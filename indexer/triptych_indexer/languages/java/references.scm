; What is used here?

; Types in signatures, fields and variables; first, because of two patterns on one name the later counts.
(formal_parameter type: [(type_identifier) (scoped_type_identifier)] @target @reference.type)
(spread_parameter . [(type_identifier) (scoped_type_identifier)] @target @reference.type)
(method_declaration type: [(type_identifier) (scoped_type_identifier)] @target @reference.type)
(annotation_type_element_declaration type: [(type_identifier) (scoped_type_identifier)] @target @reference.type)
(field_declaration type: [(type_identifier) (scoped_type_identifier)] @target @reference.type)
(constant_declaration type: [(type_identifier) (scoped_type_identifier)] @target @reference.type)
((local_variable_declaration type: [(type_identifier) (scoped_type_identifier)] @target @reference.type)
  (#not-eq? @target "var"))
(array_type element: [(type_identifier) (scoped_type_identifier)] @target @reference.type)
(type_arguments [(type_identifier) (scoped_type_identifier)] @target @reference.type)
(wildcard [(type_identifier) (scoped_type_identifier)] @target @reference.type)
(type_bound [(type_identifier) (scoped_type_identifier)] @target @reference.type)
(catch_type [(type_identifier) (scoped_type_identifier)] @target @reference.type)
(cast_expression type: [(type_identifier) (scoped_type_identifier)] @target @reference.type)
(instanceof_expression right: [(type_identifier) (scoped_type_identifier)] @target @reference.type)
(class_literal [(type_identifier) (scoped_type_identifier)] @target @reference.type)
(permits (type_list [(type_identifier) (scoped_type_identifier)] @target @reference.type))
(formal_parameter type: (generic_type . (_) @target @reference.type))
(method_declaration type: (generic_type . (_) @target @reference.type))
(field_declaration type: (generic_type . (_) @target @reference.type))
(local_variable_declaration type: (generic_type . (_) @target @reference.type))
(type_bound (generic_type . (_) @target @reference.type))
(type_arguments (generic_type . (_) @target @reference.type))

(method_invocation
  object: (_)? @target.receiver
  name: (identifier) @target) @reference.call
(explicit_constructor_invocation constructor: (_) @target) @reference.call
(object_creation_expression type: [(type_identifier) (scoped_type_identifier)] @target) @reference.instantiate
(object_creation_expression
  type: (generic_type [(type_identifier) (scoped_type_identifier)] @target)) @reference.instantiate
; `Item::name` hands a method over; it may be called later.
(method_reference
  . (_) @target.receiver
  (identifier) @target .) @reference.read
(method_reference . [(type_identifier) (identifier)] @target "new") @reference.instantiate

(superclass [
  (type_identifier) @target
  (scoped_type_identifier) @target
  (generic_type [(type_identifier) (scoped_type_identifier)] @target)
]) @reference.inherit
(extends_interfaces (type_list [
  (type_identifier) @target
  (scoped_type_identifier) @target
  (generic_type [(type_identifier) (scoped_type_identifier)] @target)
])) @reference.inherit
(super_interfaces (type_list [
  (type_identifier) @target
  (scoped_type_identifier) @target
  (generic_type [(type_identifier) (scoped_type_identifier)] @target)
])) @reference.implement

(throw_statement (object_creation_expression
  type: [(type_identifier) (scoped_type_identifier)] @target)) @reference.raise
(throws [(type_identifier) (scoped_type_identifier)] @target @reference.raise)

[
  (annotation name: (_) @target)
  (marker_annotation name: (_) @target)
] @reference.decorate
