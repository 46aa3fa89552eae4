; What is used here?

(function_call_expression function: [(name) (qualified_name) (relative_name)] @target) @reference.call
(function_call_expression function: (variable_name (name) @target)) @reference.call
(member_call_expression object: (_) @target.receiver name: (name) @target) @reference.call
(nullsafe_member_call_expression object: (_) @target.receiver name: (name) @target) @reference.call
(scoped_call_expression scope: (_) @target.receiver name: (name) @target) @reference.call

(object_creation_expression . [(name) (qualified_name)] @target) @reference.instantiate

(class_declaration (base_clause [(name) (qualified_name)] @target @reference.inherit))
(anonymous_class (base_clause [(name) (qualified_name)] @target @reference.inherit))
(interface_declaration (base_clause [(name) (qualified_name)] @target @reference.inherit))
(class_interface_clause [(name) (qualified_name)] @target @reference.implement)
; A trait's members become the class's own.
(use_declaration [(name) (qualified_name)] @target @reference.implement)

(throw_expression (object_creation_expression . [(name) (qualified_name)] @target)) @reference.raise

(attribute . (_) @target) @reference.decorate

(named_type [(name) (qualified_name)] @target) @reference.type
(binary_expression operator: "instanceof" right: [(name) (qualified_name)] @target @reference.type)
(class_constant_access_expression . [(name) (qualified_name)] @target @reference.type)
