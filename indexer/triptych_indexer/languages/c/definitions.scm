; What is defined here?

; Macros.
(preproc_def name: (identifier) @name) @definition.macro
(preproc_function_def name: (identifier) @name value: (_)? @body) @definition.macro
(preproc_params (identifier) @parameter.name @parameter)

; Types. With a name of its own a struct is itself; without one it takes the name of its typedef.
(struct_specifier name: (type_identifier) @name body: (_) @body) @definition.struct
(union_specifier name: (type_identifier) @name body: (_) @body) @definition.struct
(enum_specifier name: (type_identifier) @name body: (_) @body) @definition.enum
(enumerator name: (identifier) @name) @definition.enum_member
(type_definition
  type: (struct_specifier !name body: (_) @body)
  declarator: (type_identifier) @name) @definition.struct
(type_definition
  type: (union_specifier !name body: (_) @body)
  declarator: (type_identifier) @name) @definition.struct
(type_definition
  type: (enum_specifier !name body: (_) @body)
  declarator: (type_identifier) @name) @definition.enum

; `typedef struct node { … } node_t;`: only the new name, or the struct would seem to be inside it.
(type_definition
  type: [
    (struct_specifier name: (_) body: (_))
    (union_specifier name: (_) body: (_))
    (enum_specifier name: (_) body: (_))
  ] @return_type
  declarator: [
    (type_identifier) @name
    (pointer_declarator declarator: (type_identifier) @name)
  ] @definition.type_alias)
(type_definition
  type: [
    (primitive_type) (sized_type_specifier) (type_identifier)
    (struct_specifier !body) (union_specifier !body) (enum_specifier !body)
  ] @return_type
  declarator: [
    (type_identifier) @name
    (pointer_declarator declarator: (type_identifier) @name)
    (pointer_declarator declarator: (pointer_declarator declarator: (type_identifier) @name))
    (array_declarator declarator: (type_identifier) @name)
    (array_declarator declarator: (array_declarator declarator: (type_identifier) @name))
    (pointer_declarator declarator: (array_declarator declarator: (type_identifier) @name))
    (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (type_identifier) @name)))
    (pointer_declarator declarator: (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (type_identifier) @name))))
    (function_declarator declarator: (type_identifier) @name)
  ]) @definition.type_alias

; Fields. Of `int x, *y;` each name is one.
(field_declaration
  type: (_) @return_type
  declarator: [
    (field_identifier) @name
    (pointer_declarator declarator: (field_identifier) @name)
    (pointer_declarator declarator: (pointer_declarator declarator: (field_identifier) @name))
    (array_declarator declarator: (field_identifier) @name)
    (array_declarator declarator: (array_declarator declarator: (field_identifier) @name))
    (pointer_declarator declarator: (array_declarator declarator: (field_identifier) @name))
    (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (field_identifier) @name)))
    (pointer_declarator declarator: (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (field_identifier) @name))))
  ]) @definition.field

; Functions, through the stars of what they return.
(function_definition
  type: (_) @return_type
  declarator: [
    (function_declarator declarator: (identifier) @name)
    (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))
    (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name)))
    (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))))
  ]
  body: (_) @body) @definition.function

; Prototypes, also under `#if`, in `extern "C"`, and where a header is one error to the parser (a brace that one
; `#if` opens and another closes). Inside of a function `Lock lock(mutex);` only looks like one.
[
  (translation_unit (declaration
    type: (_) @return_type
    declarator: [
      (function_declarator declarator: (identifier) @name)
      (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))
      (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name)))
      (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))))
    ]) @definition.function)
  (preproc_ifdef (declaration
    type: (_) @return_type
    declarator: [
      (function_declarator declarator: (identifier) @name)
      (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))
      (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name)))
      (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))))
    ]) @definition.function)
  (preproc_if (declaration
    type: (_) @return_type
    declarator: [
      (function_declarator declarator: (identifier) @name)
      (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))
      (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name)))
      (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))))
    ]) @definition.function)
  (preproc_else (declaration
    type: (_) @return_type
    declarator: [
      (function_declarator declarator: (identifier) @name)
      (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))
      (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name)))
      (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))))
    ]) @definition.function)
  (declaration_list (declaration
    type: (_) @return_type
    declarator: [
      (function_declarator declarator: (identifier) @name)
      (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))
      (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name)))
      (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))))
    ]) @definition.function)
  (linkage_specification (declaration
    type: (_) @return_type
    declarator: [
      (function_declarator declarator: (identifier) @name)
      (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))
      (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name)))
      (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))))
    ]) @definition.function)
  (ERROR (declaration
    type: (_) @return_type
    declarator: [
      (function_declarator declarator: (identifier) @name)
      (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))
      (pointer_declarator declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name)))
      (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))))
    ]) @definition.function)
]
; Variables. Of `int a, *b;` each name is one; those of a function are left out by the engine.
(declaration
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
    (init_declarator declarator: [
      (identifier) @name
      (pointer_declarator declarator: (identifier) @name)
      (pointer_declarator declarator: (pointer_declarator declarator: (identifier) @name))
      (array_declarator declarator: (identifier) @name)
      (array_declarator declarator: (array_declarator declarator: (identifier) @name))
      (pointer_declarator declarator: (array_declarator declarator: (identifier) @name))
      (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @name)))
      (pointer_declarator declarator: (function_declarator declarator: (parenthesized_declarator (pointer_declarator declarator: (identifier) @name))))
    ])
  ]) @definition.variable

; Of one name, `const` itself: `const char *` may point elsewhere later.
([
  (translation_unit (declaration
    (type_qualifier) @_const
    type: (_) @return_type .
    declarator: (init_declarator declarator: [(identifier) @name (array_declarator declarator: (identifier) @name)]) .
  ) @definition.constant)
  (preproc_ifdef (declaration
    (type_qualifier) @_const
    type: (_) @return_type .
    declarator: (init_declarator declarator: [(identifier) @name (array_declarator declarator: (identifier) @name)]) .
  ) @definition.constant)
  (preproc_if (declaration
    (type_qualifier) @_const
    type: (_) @return_type .
    declarator: (init_declarator declarator: [(identifier) @name (array_declarator declarator: (identifier) @name)]) .
  ) @definition.constant)
  (preproc_else (declaration
    (type_qualifier) @_const
    type: (_) @return_type .
    declarator: (init_declarator declarator: [(identifier) @name (array_declarator declarator: (identifier) @name)]) .
  ) @definition.constant)
  (declaration_list (declaration
    (type_qualifier) @_const
    type: (_) @return_type .
    declarator: (init_declarator declarator: [(identifier) @name (array_declarator declarator: (identifier) @name)]) .
  ) @definition.constant)
  (linkage_specification (declaration
    (type_qualifier) @_const
    type: (_) @return_type .
    declarator: (init_declarator declarator: [(identifier) @name (array_declarator declarator: (identifier) @name)]) .
  ) @definition.constant)
  (ERROR (declaration
    (type_qualifier) @_const
    type: (_) @return_type .
    declarator: (init_declarator declarator: [(identifier) @name (array_declarator declarator: (identifier) @name)]) .
  ) @definition.constant)
] (#match? @_const "^const"))

; Parameters of a function with a name; those of a function pointer among them are its own business.
(function_declarator
  declarator: (identifier)
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
      ]) @parameter))
; A node of its own in C, a bare token in C++: `...`.
((function_declarator
  declarator: (identifier)
  parameters: (parameter_list _ @parameter.name @parameter.variadic @parameter . ")"))
  (#eq? @parameter "..."))

; `static` hides a thing in its file, `extern` shows one.
(function_definition (storage_class_specifier) @visibility)
(function_definition (storage_class_specifier) @modifier)
[
  (translation_unit (declaration (storage_class_specifier) @visibility type: (_) . declarator: (_) .))
  (preproc_ifdef (declaration (storage_class_specifier) @visibility type: (_) . declarator: (_) .))
  (preproc_if (declaration (storage_class_specifier) @visibility type: (_) . declarator: (_) .))
  (preproc_else (declaration (storage_class_specifier) @visibility type: (_) . declarator: (_) .))
  (declaration_list (declaration (storage_class_specifier) @visibility type: (_) . declarator: (_) .))
  (linkage_specification (declaration (storage_class_specifier) @visibility type: (_) . declarator: (_) .))
  (ERROR (declaration (storage_class_specifier) @visibility type: (_) . declarator: (_) .))
]
[
  (translation_unit (declaration (storage_class_specifier) @modifier type: (_) . declarator: (_) .))
  (preproc_ifdef (declaration (storage_class_specifier) @modifier type: (_) . declarator: (_) .))
  (preproc_if (declaration (storage_class_specifier) @modifier type: (_) . declarator: (_) .))
  (preproc_else (declaration (storage_class_specifier) @modifier type: (_) . declarator: (_) .))
  (declaration_list (declaration (storage_class_specifier) @modifier type: (_) . declarator: (_) .))
  (linkage_specification (declaration (storage_class_specifier) @modifier type: (_) . declarator: (_) .))
  (ERROR (declaration (storage_class_specifier) @modifier type: (_) . declarator: (_) .))
]
