; What does a Rust file use?
; General patterns first: when two match the same place, the later one decides.

(call_expression
  function: [(identifier) (scoped_identifier) (field_expression)] @target @reference.call)
(call_expression function: (generic_function function: (_) @target @reference.call))
(await_expression (call_expression function: (_) @awaited))
(struct_expression name: (_) @target @reference.instantiate)
(macro_invocation macro: (_) @target @reference.macro)

; The names in types, however deep they stand.
(parameter type: [(type_identifier) (scoped_type_identifier)] @target @reference.type)
(field_declaration type: [(type_identifier) (scoped_type_identifier)] @target @reference.type)
(function_item return_type: [(type_identifier) (scoped_type_identifier)] @target @reference.type)
(function_signature_item return_type: [(type_identifier) (scoped_type_identifier)] @target @reference.type)
(reference_type type: [(type_identifier) (scoped_type_identifier)] @target @reference.type)
(generic_type type: [(type_identifier) (scoped_type_identifier)] @target @reference.type)
(type_arguments [(type_identifier) (scoped_type_identifier)] @target @reference.type)
(trait_bounds [(type_identifier) (scoped_type_identifier)] @target @reference.type)
(let_declaration type: (type_identifier) @target @reference.type)
(type_cast_expression type: (type_identifier) @target @reference.type)

; A trait that is implemented, and a trait's own supertraits.
(impl_item trait: [(type_identifier) (scoped_type_identifier)] @target @reference.implement)
(impl_item trait: (generic_type type: (_) @target @reference.implement))
(trait_item bounds: (trait_bounds [(type_identifier) (scoped_type_identifier)] @target @reference.inherit))
(trait_item bounds: (trait_bounds (generic_type type: (_) @target @reference.inherit)))

(attribute_item (attribute [(identifier) (scoped_identifier)] @target @reference.decorate))
