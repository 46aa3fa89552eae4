; What is defined here?

(header module: (module) @name) @definition.namespace

(data_type name: (name) @name) @definition.struct
(data_type
  name: (name) @name
  constructors: (data_constructors (data_constructor) . (data_constructor))) @definition.enum
(data_type name: (name) @name constructors: (gadt_constructors)) @definition.enum
(newtype name: (name) @name) @definition.struct
(data_constructor constructor: (prefix name: (constructor) @name)) @definition.enum_member
(data_constructor constructor: (record name: (constructor) @name)) @definition.enum_member
(newtype_constructor name: (constructor) @name) @definition.enum_member
(gadt_constructor name: (constructor) @name) @definition.enum_member
(field name: (field_name (variable) @name) type: (_) @return_type) @definition.field
(type_synonym name: (name) @name type: (_)? @return_type) @definition.type_alias
(type_family name: (name) @name) @definition.type_alias

(class name: (name) @name) @definition.trait
(instance name: (name) patterns: (type_patterns . (_) @owner)) @definition.impl

; A function is its signature and all of its equations; the card's `clauses` joins them.
(declarations (signature
  name: [(variable) @name (prefix_id (_) @name)]
  type: (_) @return_type) @definition.function)
(class_declarations (signature
  name: [(variable) @name (prefix_id (_) @name)]
  type: (_) @return_type) @definition.function)
(foreign_import signature: (signature name: (variable) @name type: (_) @return_type)) @definition.function
(function name: [(variable) @name (prefix_id (_) @name)] match: (_) @body) @definition.function
(function (infix operator: [(operator) @name (infix_id (_) @name)]) match: (_) @body) @definition.function
; A name without arguments counts outside of functions only.
(declarations (bind name: [(variable) @name (prefix_id (_) @name)] match: (_) @body) @definition.function)
(class_declarations (bind name: (variable) @name match: (_) @body) @definition.function)
(instance_declarations (bind name: (variable) @name match: (_) @body) @definition.function)

(function patterns: (patterns (variable) @parameter.name @parameter))
(function (infix left_operand: (variable) @parameter.name @parameter))
(function (infix right_operand: (variable) @parameter.name @parameter))
(type_params bind: (variable) @type_parameter.name @type_parameter)
