; What does it depend on?

((function_call
  name: (identifier) @_require
  arguments: (arguments . (string content: (string_content) @import.module))) @import.require
  (#eq? @_require "require"))
; `local json = require("json")` gives the module a name.
((assignment_statement
  (variable_list . name: (identifier) @import.alias)
  (expression_list . value: (function_call
    name: (identifier) @_require
    arguments: (arguments . (string content: (string_content) @import.module))) @import.require))
  (#eq? @_require "require"))
((function_call
  name: (identifier) @_load
  arguments: (arguments . (string content: (string_content) @import.module))) @import.include
  (#match? @_load "^(dofile|loadfile)$"))
