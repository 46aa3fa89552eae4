; What do JavaScript and TypeScript both define? Nothing here may name a node that only one of the grammars has.
; General patterns first: when two match the same name, the later one decides.

; --- variables and constants ---------------------------------------------------------------------

; `_` is `lexical_declaration` or `variable_declaration`.
(program (_ (variable_declarator name: (identifier) @name) @definition.variable))
(program (export_statement (_ (variable_declarator name: (identifier) @name) @definition.variable)))
; `const { a, b: c, ...d } = x`: a variable each. What is taken out of a module that is required is an import.
((program (_ (variable_declarator
    name: [
      (object_pattern [
        (shorthand_property_identifier_pattern) @name
        (pair_pattern value: [(identifier) @name (assignment_pattern left: (identifier) @name)])
        (object_assignment_pattern left: (shorthand_property_identifier_pattern) @name)
        (rest_pattern (identifier) @name)])
      (array_pattern [
        (identifier) @name
        (assignment_pattern left: (identifier) @name)
        (rest_pattern (identifier) @name)])]
    value: (_) @_value) @definition.variable))
  (#not-match? @_value "^(await )?(require|import)\\b"))
((program (export_statement (_ (variable_declarator
    name: [
      (object_pattern [
        (shorthand_property_identifier_pattern) @name
        (pair_pattern value: [(identifier) @name (assignment_pattern left: (identifier) @name)])
        (object_assignment_pattern left: (shorthand_property_identifier_pattern) @name)
        (rest_pattern (identifier) @name)])
      (array_pattern [
        (identifier) @name
        (assignment_pattern left: (identifier) @name)
        (rest_pattern (identifier) @name)])]
    value: (_) @_value) @definition.variable)))
  (#not-match? @_value "^(await )?(require|import)\\b"))
; In a pattern inside of a pattern: `const [a, { b: { c } }] = x`.
(program [
  (_ (variable_declarator
    name: [(_ [(object_pattern [
          (shorthand_property_identifier_pattern) @name
          (pair_pattern value: [(identifier) @name (assignment_pattern left: (identifier) @name)])
          (object_assignment_pattern left: (shorthand_property_identifier_pattern) @name)
          (rest_pattern (identifier) @name)])
        (array_pattern [
          (identifier) @name
          (assignment_pattern left: (identifier) @name)
          (rest_pattern (identifier) @name)])])
           (_ (_ [(object_pattern [
          (shorthand_property_identifier_pattern) @name
          (pair_pattern value: [(identifier) @name (assignment_pattern left: (identifier) @name)])
          (object_assignment_pattern left: (shorthand_property_identifier_pattern) @name)
          (rest_pattern (identifier) @name)])
        (array_pattern [
          (identifier) @name
          (assignment_pattern left: (identifier) @name)
          (rest_pattern (identifier) @name)])]))
           (_ (_ (_ [(object_pattern [
          (shorthand_property_identifier_pattern) @name
          (pair_pattern value: [(identifier) @name (assignment_pattern left: (identifier) @name)])
          (object_assignment_pattern left: (shorthand_property_identifier_pattern) @name)
          (rest_pattern (identifier) @name)])
        (array_pattern [
          (identifier) @name
          (assignment_pattern left: (identifier) @name)
          (rest_pattern (identifier) @name)])])))
           (_ (pair_pattern (_ (pair_pattern [(object_pattern [
          (shorthand_property_identifier_pattern) @name
          (pair_pattern value: [(identifier) @name (assignment_pattern left: (identifier) @name)])
          (object_assignment_pattern left: (shorthand_property_identifier_pattern) @name)
          (rest_pattern (identifier) @name)])
        (array_pattern [
          (identifier) @name
          (assignment_pattern left: (identifier) @name)
          (rest_pattern (identifier) @name)])]))))]
    value: (_)) @definition.variable)
  (export_statement (_ (variable_declarator
    name: [(_ [(object_pattern [
          (shorthand_property_identifier_pattern) @name
          (pair_pattern value: [(identifier) @name (assignment_pattern left: (identifier) @name)])
          (object_assignment_pattern left: (shorthand_property_identifier_pattern) @name)
          (rest_pattern (identifier) @name)])
        (array_pattern [
          (identifier) @name
          (assignment_pattern left: (identifier) @name)
          (rest_pattern (identifier) @name)])])
           (_ (_ [(object_pattern [
          (shorthand_property_identifier_pattern) @name
          (pair_pattern value: [(identifier) @name (assignment_pattern left: (identifier) @name)])
          (object_assignment_pattern left: (shorthand_property_identifier_pattern) @name)
          (rest_pattern (identifier) @name)])
        (array_pattern [
          (identifier) @name
          (assignment_pattern left: (identifier) @name)
          (rest_pattern (identifier) @name)])]))
           (_ (_ (_ [(object_pattern [
          (shorthand_property_identifier_pattern) @name
          (pair_pattern value: [(identifier) @name (assignment_pattern left: (identifier) @name)])
          (object_assignment_pattern left: (shorthand_property_identifier_pattern) @name)
          (rest_pattern (identifier) @name)])
        (array_pattern [
          (identifier) @name
          (assignment_pattern left: (identifier) @name)
          (rest_pattern (identifier) @name)])])))
           (_ (pair_pattern (_ (pair_pattern [(object_pattern [
          (shorthand_property_identifier_pattern) @name
          (pair_pattern value: [(identifier) @name (assignment_pattern left: (identifier) @name)])
          (object_assignment_pattern left: (shorthand_property_identifier_pattern) @name)
          (rest_pattern (identifier) @name)])
        (array_pattern [
          (identifier) @name
          (assignment_pattern left: (identifier) @name)
          (rest_pattern (identifier) @name)])]))))]
    value: (_)) @definition.variable))])
; `var` in a branch is still the module's.
(program (if_statement [
  (statement_block
    (variable_declaration (variable_declarator name: (identifier) @name) @definition.variable))
  (else_clause (statement_block
    (variable_declaration (variable_declarator name: (identifier) @name) @definition.variable)))]))
(program (try_statement [
  (statement_block
    (variable_declaration (variable_declarator name: (identifier) @name) @definition.variable))
  (catch_clause (statement_block
    (variable_declaration (variable_declarator name: (identifier) @name) @definition.variable)))]))

; --- functions -----------------------------------------------------------------------------------

(function_declaration name: (identifier) @name body: (_) @body) @definition.function
(generator_function_declaration name: (identifier) @name body: (_) @body) @definition.function
(generator_function_declaration "*" @modifier)

; A function that is given a name is a function of that name, wherever the name stands.
(variable_declarator name: (identifier) @name value: (arrow_function body: (_) @body)) @definition.function
(variable_declarator name: (identifier) @name value: (function_expression body: (_) @body)) @definition.function
(variable_declarator name: (identifier) @name value: (generator_function body: (_) @body)) @definition.function
(pair
  key: [(property_identifier) (string) (computed_property_name)] @name
  value: [(arrow_function body: (_) @body)
          (function_expression body: (_) @body)
          (generator_function body: (_) @body)]) @definition.method
(assignment_expression
  left: (identifier) @name
  right: [(arrow_function body: (_) @body) (function_expression body: (_) @body) (generator_function body: (_) @body)]) @definition.function
((assignment_expression
    left: (member_expression property: (property_identifier) @name)
    right: [(arrow_function body: (_) @body) (function_expression body: (_) @body) (generator_function body: (_) @body)]) @definition.function
  (#not-eq? @name "exports"))
; What a module gives in place of itself goes by its own name, if it has one.
(assignment_expression
  left: (member_expression property: (property_identifier) @name)
  right: [(arrow_function body: (_) @body)
          (function_expression !name body: (_) @body)
          (generator_function !name body: (_) @body)]
  (#eq? @name "exports")) @definition.function
(assignment_expression
  left: (member_expression property: (property_identifier) @_exports)
  right: [(function_expression name: (identifier) @name body: (_) @body)
          (generator_function name: (identifier) @name body: (_) @body)]
  (#eq? @_exports "exports")) @definition.function
((assignment_expression
    left: (member_expression object: (identifier) @receiver property: (property_identifier) @name)
    right: [(arrow_function body: (_) @body) (function_expression body: (_) @body) (generator_function body: (_) @body)]) @definition.function
  (#not-match? @receiver "^(exports|module|window|globalThis|self)$"))
(assignment_expression
  left: (member_expression
    object: (member_expression object: (identifier) @receiver property: (property_identifier) @_prototype)
    property: (property_identifier) @name)
  right: [(arrow_function body: (_) @body) (function_expression body: (_) @body) (generator_function body: (_) @body)]
  (#eq? @_prototype "prototype")) @definition.method

; A function expression may have a name of its own; it is told apart from what it is given to.
(arguments (function_expression name: (identifier) @name body: (_) @body) @definition.function)
(binary_expression (function_expression name: (identifier) @name body: (_) @body) @definition.function)
(return_statement (function_expression name: (identifier) @name body: (_) @body) @definition.function)
(arrow_function body: (function_expression name: (identifier) @name body: (_) @body) @definition.function)
(assignment_expression
  left: (subscript_expression)
  right: (function_expression name: (identifier) @name body: (_) @body) @definition.function)
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
((assignment_expression
    left: (member_expression property: (property_identifier) @name)
    right: (class body: (class_body) @body)) @definition.class
  (#not-eq? @name "exports"))
(assignment_expression
  left: (member_expression property: (property_identifier) @name)
  right: (class !name body: (class_body) @body)
  (#eq? @name "exports")) @definition.class
(assignment_expression
  left: (member_expression property: (property_identifier) @_exports)
  right: (class name: (_) @name body: (class_body) @body)
  (#eq? @_exports "exports")) @definition.class

; A class that is given back, as a mixin does, is known by its own name, or else as the function's `class`.
(return_statement (class name: (_) @name body: (class_body) @body) @definition.class)
(return_statement (class "class" @name !name body: (class_body) @body) @definition.class)
(arrow_function body: (class name: (_) @name body: (class_body) @body) @definition.class)
(arrow_function body: (class "class" @name !name body: (class_body) @body) @definition.class)
(arrow_function
  body: (parenthesized_expression (class "class" @name !name body: (class_body) @body) @definition.class))
(arguments (class name: (_) @name body: (class_body) @body) @definition.class)

(method_definition
  name: [(property_identifier) (private_property_identifier) (computed_property_name) (string) (number)] @name
  body: (_) @body) @definition.method
(method_definition ["get" "set"] name: (_) @name body: (_) @body) @definition.property
(method_definition ["static" "*"] @modifier)

; --- what goes around ----------------------------------------------------------------------------

(export_statement ["export" "default"] @modifier) @wrapper
; CommonJS exports by giving.
((assignment_expression
    left: (member_expression object: [(identifier) @modifier (member_expression object: (identifier) @modifier)])
    right: [(function_expression) (arrow_function) (generator_function) (class)])
  (#any-of? @modifier "exports" "module"))
(lexical_declaration . (variable_declarator) .) @wrapper
(variable_declaration . (variable_declarator) .) @wrapper
(expression_statement (assignment_expression)) @wrapper
(decorator) @decorator

; What a method gives to `this` is a field of the class, once, however often it is given.
(assignment_expression
  left: (member_expression
    object: (this)
    property: [(property_identifier) (private_property_identifier)] @name)) @definition.field
