; What is defined here?

(function_definition name: (word) @name body: (_) @body) @definition.function

; Variables of the file; those of a function are its own business.
(program (variable_assignment name: (variable_name) @name) @definition.variable)
(program (declaration_command (variable_assignment name: (variable_name) @name)) @definition.variable)
(program (declaration_command ["export" "readonly"] @modifier (variable_assignment name: (variable_name) @name)) @definition.variable)

; Bats' `@test "…" {` reads like a command; its body follows it.
((command
  name: (command_name (word) @_test)
  argument: (string (string_content) @name)) @definition.test
  (#eq? @_test "@test"))
