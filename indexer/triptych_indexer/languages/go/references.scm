; What is used here?

; Types in signatures, fields and declarations, through pointers, slices, maps and channels; first, because of two patterns on one name the later counts.
([
  (parameter_declaration type: (type_identifier) @target)
  (variadic_parameter_declaration type: (type_identifier) @target)
  (field_declaration name: (_) type: (type_identifier) @target)
  (function_declaration result: (type_identifier) @target)
  (method_declaration result: (type_identifier) @target)
  (method_elem result: (type_identifier) @target)
  (var_spec type: (type_identifier) @target)
  (const_spec type: (type_identifier) @target)
  (type_spec type: (type_identifier) @target)
  (type_alias type: (type_identifier) @target)
  (pointer_type (type_identifier) @target)
  (slice_type element: (type_identifier) @target)
  (array_type element: (type_identifier) @target)
  (map_type key: (type_identifier) @target)
  (map_type value: (type_identifier) @target)
  (channel_type value: (type_identifier) @target)
  (generic_type type: (type_identifier) @target)
  (type_elem (type_identifier) @target)
  (type_constraint (type_identifier) @target)
  (type_case type: (type_identifier) @target)
  (type_assertion_expression type: (type_identifier) @target)
] @reference.type
  (#not-match? @target
    "^(any|bool|byte|comparable|complex(64|128)|error|float(32|64)|u?int(8|16|32|64)?|rune|string|uintptr)$"))
(qualified_type) @target @reference.type

(call_expression function: [(identifier) (selector_expression)] @target) @reference.call
; `Sum[int](1)` and `handlers[i](1)` are read alike.
(call_expression
  function: (index_expression operand: [(identifier) (selector_expression)] @target)) @reference.call
(call_expression
  function: (type_instantiation_expression type: (_) @target)) @reference.call
(type_conversion_expression
  type: (generic_type type: (_) @target)) @reference.call

(composite_literal type: [(type_identifier) (qualified_type)] @target) @reference.instantiate
(composite_literal
  type: (generic_type type: [(type_identifier) (qualified_type)] @target)) @reference.instantiate
(call_expression
  function: (identifier) @_new
  arguments: (argument_list . [(type_identifier) (qualified_type)] @target)
  (#eq? @_new "new")) @reference.instantiate

; Embedding is how Go inherits.
(field_declaration
  type: [(type_identifier) (qualified_type)] @target
  !name) @reference.inherit
(field_declaration
  type: (generic_type type: (_) @target)
  !name) @reference.inherit
(interface_type
  (type_elem . [(type_identifier) (qualified_type)] @target .) @reference.inherit)
(interface_type
  (type_elem . (generic_type type: (_) @target) .) @reference.inherit)
