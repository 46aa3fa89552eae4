; What does TypeScript use that JavaScript does not?

(class_heritage (extends_clause value: [(identifier) (member_expression)] @target @reference.inherit))
(class_heritage (extends_clause value: (call_expression) @target @reference.inherit))
(implements_clause [(type_identifier) (nested_type_identifier)] @target @reference.implement)
(implements_clause (generic_type name: (_) @target @reference.implement))
(extends_type_clause type: [(type_identifier) (nested_type_identifier)] @target @reference.inherit)
(extends_type_clause type: (generic_type name: (_) @target @reference.inherit))

; The names in annotations, however deep they stand in brackets and unions.
(type_annotation [(type_identifier) (nested_type_identifier)] @target @reference.type)
(type_annotation (generic_type name: (_) @target @reference.type))
(type_arguments [(type_identifier) (nested_type_identifier)] @target @reference.type)
(type_arguments (generic_type name: (_) @target @reference.type))
(union_type [(type_identifier) (nested_type_identifier)] @target @reference.type)
(intersection_type [(type_identifier) (nested_type_identifier)] @target @reference.type)
(array_type [(type_identifier) (nested_type_identifier)] @target @reference.type)
(constraint [(type_identifier) (nested_type_identifier)] @target @reference.type)
(as_expression (type_identifier) @target @reference.type)
(satisfies_expression (type_identifier) @target @reference.type)
