; What is defined here? Read after C's.

(namespace_definition name: (_) @name body: (_) @body) @definition.namespace
(class_specifier name: (type_identifier) @name body: (_) @body) @definition.class
; A specialisation goes by the name of its template.
; `class EXPORT Door { … }` looks like a function called Door that gives a class.
((function_definition
    type: [(class_specifier name: (type_identifier) @blank !body) (struct_specifier name: (type_identifier) @blank !body)]
    declarator: (identifier))
  (#match? @blank "^[A-Z][A-Z0-9_]+$"))
(class_specifier
  name: (qualified_identifier scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)] name: (type_identifier) @name)
  body: (_) @body) @definition.class
(struct_specifier
  name: (qualified_identifier scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)] name: (type_identifier) @name)
  body: (_) @body) @definition.struct
(class_specifier name: (template_type name: (type_identifier) @name) body: (_) @body) @definition.class
(struct_specifier name: (template_type name: (type_identifier) @name) body: (_) @body) @definition.struct
(concept_definition name: (identifier) @name) @definition.interface
(alias_declaration name: (type_identifier) @name type: (_) @return_type) @definition.type_alias
(type_definition
  type: [(qualified_identifier) (template_type) (dependent_type)] @return_type
  declarator: (type_identifier) @name) @definition.type_alias

(template_declaration) @wrapper

; Members. Without a type before its name a function is a constructor, or a destructor.
(field_declaration
  type: (_) @return_type
  declarator: [
    (function_declarator declarator: [(field_identifier) (operator_name)] @name)
    (pointer_declarator declarator: (function_declarator declarator: [(field_identifier) (operator_name)] @name))
    (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: [(field_identifier) (operator_name)] @name)))
    (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (function_declarator declarator: [(field_identifier) (operator_name)] @name))))
    (reference_declarator (function_declarator declarator: [(field_identifier) (operator_name)] @name))
  ]) @definition.method
(function_definition
  type: (_) @return_type
  declarator: [
    (function_declarator declarator: (field_identifier) @name)
    (pointer_declarator declarator: (function_declarator declarator: (field_identifier) @name))
    (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (field_identifier) @name)))
    (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (function_declarator declarator: (field_identifier) @name))))
    (reference_declarator (function_declarator declarator: (field_identifier) @name))
  ]
  body: (_)? @body) @definition.method
(function_definition
  type: (_) @return_type
  declarator: [
    (function_declarator declarator: (operator_name) @name)
    (pointer_declarator declarator: (function_declarator declarator: (operator_name) @name))
    (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (operator_name) @name)))
    (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (function_declarator declarator: (operator_name) @name))))
    (reference_declarator (function_declarator declarator: (operator_name) @name))
  ]
  body: (_)? @body) @definition.function
((function_definition
  !type
  declarator: (function_declarator declarator: (identifier) @name)
  body: (_)? @body) @definition.function
  (#not-match? @name "^(TYPED_)?TEST(_F|_P)?$"))
(field_declaration_list (function_definition
  !type
  declarator: (function_declarator declarator: (identifier) @name)
  body: (_)? @body) @definition.constructor)
(field_declaration_list (template_declaration (function_definition
  !type
  declarator: (function_declarator declarator: (identifier) @name)
  body: (_)? @body) @definition.constructor))
(field_declaration_list (declaration
  !type
  declarator: (function_declarator declarator: (identifier) @name)) @definition.constructor)
(field_declaration_list (template_declaration (declaration
  !type
  declarator: (function_declarator declarator: (identifier) @name)) @definition.constructor))
(field_declaration_list (template_declaration (declaration
  type: (_) @return_type
  declarator: [
    (function_declarator declarator: [(identifier) (operator_name)] @name)
    (pointer_declarator declarator: (function_declarator declarator: [(identifier) (operator_name)] @name))
    (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: [(identifier) (operator_name)] @name)))
    (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (function_declarator declarator: [(identifier) (operator_name)] @name))))
    (reference_declarator (function_declarator declarator: [(identifier) (operator_name)] @name))
  ]) @definition.method))
(field_declaration_list (declaration
  !type
  declarator: (function_declarator declarator: (destructor_name) @name)) @definition.method)
(field_declaration_list (function_definition
  !type
  declarator: (function_declarator declarator: (destructor_name) @name)
  body: (_)? @body) @definition.method)
; `operator bool()`: the name is the whole of it, up to its parameters.
(function_definition
  declarator: (operator_cast "operator" @name)
  body: (_)? @body) @definition.method
(declaration declarator: (operator_cast "operator" @name)) @definition.method

; A member defined outside of its class: `int Shop::sell() { … }`.
(function_definition
  type: (_) @return_type
  declarator: [
    (function_declarator declarator: [
      (qualified_identifier
        scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)]
        name: [(identifier) (operator_name)] @name)
      (qualified_identifier name: (qualified_identifier
        scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)]
        name: [(identifier) (operator_name)] @name))
    ])
    (pointer_declarator declarator: (function_declarator declarator: [
      (qualified_identifier
        scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)]
        name: [(identifier) (operator_name)] @name)
      (qualified_identifier name: (qualified_identifier
        scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)]
        name: [(identifier) (operator_name)] @name))
    ]))
    (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: [
      (qualified_identifier
        scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)]
        name: [(identifier) (operator_name)] @name)
      (qualified_identifier name: (qualified_identifier
        scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)]
        name: [(identifier) (operator_name)] @name))
    ])))
    (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (function_declarator declarator: [
      (qualified_identifier
        scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)]
        name: [(identifier) (operator_name)] @name)
      (qualified_identifier name: (qualified_identifier
        scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)]
        name: [(identifier) (operator_name)] @name))
    ]))))
    (reference_declarator (function_declarator declarator: [
      (qualified_identifier
        scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)]
        name: [(identifier) (operator_name)] @name)
      (qualified_identifier name: (qualified_identifier
        scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)]
        name: [(identifier) (operator_name)] @name))
    ]))
  ]
  body: (_)? @body) @definition.method
(function_definition
  !type
  declarator: (function_declarator declarator: [
    (qualified_identifier
      scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)]
      name: [(identifier) (destructor_name)] @name)
    (qualified_identifier name: (qualified_identifier
      scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)]
      name: [(identifier) (destructor_name)] @name))
    (qualified_identifier
      scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)]
      name: (operator_cast "operator" @name))
  ])
  body: (_)? @body) @definition.method
((function_definition
  !type
  declarator: (function_declarator declarator: [
    (qualified_identifier scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)] name: (identifier) @name)
    (qualified_identifier name: (qualified_identifier
      scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)]
      name: (identifier) @name))
  ])
  body: (_)? @body) @definition.constructor
  (#eq? @receiver @name))
; A static field that gets its place outside of its class.
(declaration
  type: (_) @return_type .
  declarator: [
    (qualified_identifier
      scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)]
      name: (identifier) @name)
    (array_declarator declarator: (qualified_identifier
      scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)]
      name: (identifier) @name))
    (init_declarator declarator: (array_declarator declarator: (qualified_identifier
      scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)]
      name: (identifier) @name)))] .) @definition.variable
(declaration
  type: (_) @return_type .
  declarator: (init_declarator declarator:
    (qualified_identifier
      scope: [(namespace_identifier) @receiver (template_type name: (_) @receiver)]
      name: (identifier) @name)) .) @definition.variable

((field_declaration
  (type_qualifier) @_const
  type: (_) @return_type .
  declarator: (field_identifier) @name) @definition.constant
  (#eq? @_const "constexpr"))

; What templates, friends and `extern "C"` put around a declaration.
(template_declaration (declaration
  type: (_) @return_type
  declarator: [
    (function_declarator declarator: [(identifier) (operator_name)] @name)
    (pointer_declarator declarator: (function_declarator declarator: [(identifier) (operator_name)] @name))
    (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: [(identifier) (operator_name)] @name)))
    (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (function_declarator declarator: [(identifier) (operator_name)] @name))))
    (reference_declarator (function_declarator declarator: [(identifier) (operator_name)] @name))
  ]) @definition.function)
(template_declaration (declaration
  type: (_) @return_type
  declarator: [
    (identifier) @name
    (pointer_declarator declarator: (identifier) @name)
    (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @name))
    (array_declarator declarator: (identifier) @name)
    (array_declarator declarator: (array_declarator declarator: (identifier) @name))
    (pointer_declarator declarator: (array_declarator declarator: (identifier) @name))
    (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @name)))
    (pointer_declarator declarator: (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @name))))
    (reference_declarator (identifier) @name)
    (init_declarator declarator: [
      (identifier) @name
      (pointer_declarator declarator: (identifier) @name)
      (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @name))
      (array_declarator declarator: (identifier) @name)
      (array_declarator declarator: (array_declarator declarator: (identifier) @name))
      (pointer_declarator declarator: (array_declarator declarator: (identifier) @name))
      (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @name)))
      (pointer_declarator declarator: (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @name))))
      (reference_declarator (identifier) @name)
    ])
  ]) @definition.variable)
[
  (translation_unit (declaration type: (_) @return_type declarator: [
      (function_declarator declarator: (operator_name) @name)
      (pointer_declarator declarator: (function_declarator declarator: (operator_name) @name))
      (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (operator_name) @name)))
      (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (function_declarator declarator: (operator_name) @name))))
      (reference_declarator (function_declarator declarator: (operator_name) @name))
    ]) @definition.function)
  (declaration_list (declaration type: (_) @return_type declarator: [
      (function_declarator declarator: (operator_name) @name)
      (pointer_declarator declarator: (function_declarator declarator: (operator_name) @name))
      (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (operator_name) @name)))
      (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (function_declarator declarator: (operator_name) @name))))
      (reference_declarator (function_declarator declarator: (operator_name) @name))
    ]) @definition.function)
]

; Tests: GoogleTest's `TEST(suite, name) { … }` reads like a function without a type, Catch2's like a call.
((function_definition
  !type
  declarator: (function_declarator
    declarator: (identifier) @_macro
    parameters: (parameter_list (parameter_declaration) . (parameter_declaration type: (type_identifier) @name)))
  body: (_) @body) @definition.test
  (#match? @_macro "^(TYPED_)?TEST(_F|_P)?$"))
((call_expression
  function: (identifier) @_macro
  arguments: (argument_list . (string_literal (string_content) @name))) @definition.test
  (#match? @_macro "^(TEST_CASE|SCENARIO)$"))

(attribute_declaration) @decorator
(virtual_specifier) @modifier
(field_declaration declarator: (function_declarator) default_value: (number_literal) @modifier)
(field_declaration (storage_class_specifier) @modifier)
(field_declaration_list (template_declaration (function_definition (storage_class_specifier) @modifier)))

(template_parameter_list [
  (type_parameter_declaration (type_identifier) @type_parameter.name)
  (variadic_type_parameter_declaration (type_identifier) @type_parameter.name)
  (optional_type_parameter_declaration name: (type_identifier) @type_parameter.name default_type: (_) @type_parameter.default)
  (parameter_declaration type: (_) @type_parameter.bound declarator: (identifier) @type_parameter.name)
  (optional_parameter_declaration
    type: (_) @type_parameter.bound
    declarator: (identifier) @type_parameter.name
    default_value: (_) @type_parameter.default)
] @type_parameter)

; Parameters that C does not have: defaults, references, packs, and those of members.
(function_declarator
  declarator: (identifier)
  parameters: (parameter_list
    (parameter_declaration
      type: (_) @parameter.type
      declarator: (reference_declarator [(identifier) (variadic_declarator (identifier))] @parameter.name)) @parameter))
(function_declarator
  declarator: [(field_identifier) (qualified_identifier) (operator_name)]
  parameters: (parameter_list
    (parameter_declaration
      type: (_) @parameter.type
      declarator: [
        (identifier) @parameter.name
        (pointer_declarator declarator: (identifier) @parameter.name)
        (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @parameter.name))
        (array_declarator declarator: (identifier) @parameter.name)
        (array_declarator declarator: (array_declarator declarator: (identifier) @parameter.name))
        (pointer_declarator declarator: (array_declarator declarator: (identifier) @parameter.name))
        (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @parameter.name)))
        (pointer_declarator declarator: (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @parameter.name))))
        (reference_declarator (identifier) @parameter.name)
      ]) @parameter))
(function_declarator
  parameters: (parameter_list
    (optional_parameter_declaration
      type: (_) @parameter.type
      declarator: [
        (identifier) @parameter.name
        (pointer_declarator declarator: (identifier) @parameter.name)
        (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @parameter.name))
        (array_declarator declarator: (identifier) @parameter.name)
        (array_declarator declarator: (array_declarator declarator: (identifier) @parameter.name))
        (pointer_declarator declarator: (array_declarator declarator: (identifier) @parameter.name))
        (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @parameter.name)))
        (pointer_declarator declarator: (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @parameter.name))))
        (reference_declarator (identifier) @parameter.name)
      ]
      default_value: (_) @parameter.default) @parameter))
(function_declarator
  parameters: (parameter_list
    (variadic_parameter_declaration
      type: (_) @parameter.type
      declarator: [
        (variadic_declarator (identifier) @parameter.name)
        (reference_declarator (variadic_declarator (identifier) @parameter.name))
      ] @parameter.variadic) @parameter))

; `private:` holds for what follows it; before the first one a class is private.
(field_declaration_list (access_specifier) @visibility.section)
(class_specifier body: (field_declaration_list "{" @visibility.section))
