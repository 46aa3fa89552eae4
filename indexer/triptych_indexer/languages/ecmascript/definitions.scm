; What do JavaScript and TypeScript both define? Nothing here may name a node that only one of the grammars has.
; General patterns first: when two match the same name, the later one decides.

; --- variables and constants ---------------------------------------------------------------------

(program [
  (lexical_declaration (variable_declarator name: (identifier) @name) @definition.variable)
  (variable_declaration (variable_declarator name: (identifier) @name) @definition.variable)
])
(program (export_statement declaration: [
  (lexical_declaration (variable_declarator name: (identifier) @name) @definition.variable)
  (variable_declaration (variable_declarator name: (identifier) @name) @definition.variable)
]))

; --- functions -----------------------------------------------------------------------------------

(function_declaration name: (identifier) @name body: (_) @body) @definition.function
(generator_function_declaration name: (identifier) @name body: (_) @body) @definition.function
(generator_function_declaration "*" @modifier)

; A function that is given a name is a function of that name, wherever the name stands.
(variable_declarator name: (identifier) @name value: (arrow_function body: (_) @body)) @definition.function
(variable_declarator name: (identifier) @name value: (function_expression body: (_) @body)) @definition.function
(variable_declarator name: (identifier) @name value: (generator_function body: (_) @body)) @definition.function
(pair key: [(property_identifier) (string)] @name value: (arrow_function body: (_) @body)) @definition.method
(pair key: [(property_identifier) (string)] @name value: (function_expression body: (_) @body)) @definition.method
(assignment_expression
  left: (identifier) @name
  right: [(arrow_function body: (_) @body) (function_expression body: (_) @body)]) @definition.function
(assignment_expression
  left: (member_expression property: (property_identifier) @name)
  right: [(arrow_function body: (_) @body) (function_expression body: (_) @body)]) @definition.function
((assignment_expression
    left: (member_expression object: (identifier) @receiver property: (property_identifier) @name)
    right: [(arrow_function body: (_) @body) (function_expression body: (_) @body)]) @definition.function
  (#not-match? @receiver "^(exports|module|window|globalThis|self)$"))
(assignment_expression
  left: (member_expression
    object: (member_expression object: (identifier) @receiver property: (property_identifier) @_prototype)
    property: (property_identifier) @name)
  right: [(arrow_function body: (_) @body) (function_expression body: (_) @body)]
  (#eq? @_prototype "prototype")) @definition.method

; A function expression may have a name of its own; it is told apart from what it is given to.
(arguments (function_expression name: (identifier) @name body: (_) @body) @definition.function)
(binary_expression (function_expression name: (identifier) @name body: (_) @body) @definition.function)
(return_statement (function_expression name: (identifier) @name body: (_) @body) @definition.function)
(ternary_expression (function_expression name: (identifier) @name body: (_) @body) @definition.function)
(parenthesized_expression (function_expression name: (identifier) @name body: (_) @body) @definition.function)
(array (function_expression name: (identifier) @name body: (_) @body) @definition.function)
(export_statement value: (function_expression name: (identifier) @name body: (_) @body) @definition.function)

; The default export, when it has no name of its own.
(export_statement
  "default" @name
  value: [(arrow_function body: (_) @body) (function_expression !name body: (_) @body)]) @definition.function
(export_statement "default" @name value: (class !name body: (class_body) @body)) @definition.class

; A function in parentheses is still what the name is given.
(variable_declarator
  name: (identifier) @name
  value: (parenthesized_expression
    [(arrow_function body: (_) @body) (function_expression body: (_) @body)])) @definition.function

[(function_declaration "async" @modifier) (function_expression "async" @modifier) (arrow_function "async" @modifier)
 (generator_function_declaration "async" @modifier) (method_definition "async" @modifier)]

; --- classes -------------------------------------------------------------------------------------

(class_declaration name: (_) @name body: (class_body) @body) @definition.class
(variable_declarator name: (identifier) @name value: (class body: (class_body) @body)) @definition.class
(assignment_expression
  left: (member_expression property: (property_identifier) @name)
  right: (class body: (class_body) @body)) @definition.class

(method_definition
  name: [(property_identifier) (private_property_identifier) (computed_property_name) (string) (number)] @name
  body: (_) @body) @definition.method
(method_definition ["get" "set"] name: (_) @name body: (_) @body) @definition.property
(method_definition ["static" "*"] @modifier)

; --- what goes around ----------------------------------------------------------------------------

(export_statement ["export" "default"] @modifier) @wrapper
(lexical_declaration . (variable_declarator) .) @wrapper
(variable_declaration . (variable_declarator) .) @wrapper
(expression_statement (assignment_expression)) @wrapper
(decorator) @decorator
