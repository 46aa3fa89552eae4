; What is used here?

(call_expression function: [(identifier) (field_expression)] @target) @reference.call
(call_expression function: (generic_function function: [(identifier) (field_expression)] @target)) @reference.call
; A case class is made without `new`; by Scala's naming rule what starts with a capital is a class.
((call_expression function: (identifier) @target) @reference.instantiate
  (#match? @target "^[A-Z]"))
; `items map helper` is a call as well.
(infix_expression
  left: (_) @target.receiver
  operator: (identifier) @target) @reference.call
(instance_expression . [
  [(type_identifier) (stable_type_identifier)] @target
  (generic_type type: [(type_identifier) (stable_type_identifier)] @target)
]) @reference.instantiate

; Types in signatures and values.
[
  (parameter type: [(type_identifier) (stable_type_identifier)] @target)
  (class_parameter type: [(type_identifier) (stable_type_identifier)] @target)
  (val_definition type: [(type_identifier) (stable_type_identifier)] @target)
  (var_definition type: [(type_identifier) (stable_type_identifier)] @target)
  (val_declaration type: [(type_identifier) (stable_type_identifier)] @target)
  (var_declaration type: [(type_identifier) (stable_type_identifier)] @target)
  (type_definition type: [(type_identifier) (stable_type_identifier)] @target)
  (generic_type type: [(type_identifier) (stable_type_identifier)] @target)
  (typed_pattern type: [(type_identifier) (stable_type_identifier)] @target)
  (repeated_parameter_type type: [(type_identifier) (stable_type_identifier)] @target)
  (upper_bound type: [(type_identifier) (stable_type_identifier)] @target)
  (lower_bound type: [(type_identifier) (stable_type_identifier)] @target)
  (context_bound type: [(type_identifier) (stable_type_identifier)] @target)
  (case_class_pattern type: [(type_identifier) (stable_type_identifier)] @target)
  (function_definition return_type: [(type_identifier) (stable_type_identifier)] @target)
  (function_declaration return_type: [(type_identifier) (stable_type_identifier)] @target)
  (function_type return_type: [(type_identifier) (stable_type_identifier)] @target)
  (type_arguments [(type_identifier) (stable_type_identifier)] @target)
  (parameter_types [(type_identifier) (stable_type_identifier)] @target)
] @reference.type

; The first is the class that is extended, or a trait; what follows is a trait.
(extends_clause [(type_identifier) (stable_type_identifier)] @target @reference.implement)
(extends_clause (generic_type type: (_) @target) @reference.implement)
(extends_clause "extends" . type: [
  [(type_identifier) (stable_type_identifier)] @target
  (generic_type type: [(type_identifier) (stable_type_identifier)] @target)
]) @reference.inherit

(throw_expression (instance_expression . [(type_identifier) (stable_type_identifier)] @target)) @reference.raise
(annotation name: (_) @target) @reference.decorate
