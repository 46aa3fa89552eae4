; What is defined here?

; `local function f`, `function M.f` and `function M:f`.
(function_declaration name: (identifier) @name body: (_)? @body) @definition.function
(function_declaration "local" @visibility name: (identifier) @name body: (_)? @body) @definition.function
(function_declaration
  name: (dot_index_expression table: (_) @receiver field: (identifier) @name)
  body: (_)? @body) @definition.function
(function_declaration
  name: (method_index_expression table: (_) @receiver method: (identifier) @name)
  body: (_)? @body) @definition.method

; Names of the file: `local x = …`, `x = …`, `M.x = …`; those of a function are its own business.
(chunk (variable_declaration
  "local" @visibility
  (assignment_statement (variable_list name: (identifier) @name))) @definition.variable)
(chunk (variable_declaration
  "local" @visibility
  (variable_list name: (identifier) @name)) @definition.variable)
(chunk (assignment_statement (variable_list name: (identifier) @name)) @definition.variable)
(chunk (assignment_statement (variable_list
  name: (dot_index_expression table: (identifier) @receiver field: (identifier) @name))) @definition.field)

; A function that is given a name by an assignment or a table.
(variable_declaration
  "local" @visibility
  (assignment_statement
    (variable_list . name: (identifier) @name)
    (expression_list . value: (function_definition body: (_)? @body)))) @definition.function
(assignment_statement
  (variable_list . name: (bracket_index_expression field: (string content: (string_content) @name)))
  (expression_list . value: (function_definition body: (_)? @body))) @definition.function
(assignment_statement
  (variable_list . name: (dot_index_expression table: (_) @receiver field: (identifier) @name))
  (expression_list . value: (function_definition body: (_)? @body))) @definition.function
(field
  name: [(identifier) @name (string content: (string_content) @name)]
  value: (function_definition body: (_)? @body)) @definition.function

; Busted's `describe("…", function() … end)`.
((function_call
  name: (identifier) @_test
  arguments: (arguments . (string content: (string_content) @name) (function_definition body: (_)? @body))) @definition.test
  (#match? @_test "^(describe|it|context|test)$"))

(function_declaration parameters: (parameters name: (identifier) @parameter.name @parameter))
(function_declaration parameters: (parameters (vararg_expression) @parameter.name @parameter.variadic @parameter))
(assignment_statement (expression_list . value:
  (function_definition parameters: (parameters name: (identifier) @parameter.name @parameter))))
(field value: (function_definition parameters: (parameters name: (identifier) @parameter.name @parameter)))
