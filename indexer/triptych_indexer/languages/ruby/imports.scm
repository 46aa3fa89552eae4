; What does it depend on?

((call
  !receiver
  method: (identifier) @_require
  arguments: (argument_list . (string) @import.module)) @import.require
  (#match? @_require "^(require|load|gem)$"))
((call
  !receiver
  method: (identifier) @_require @import.relative
  arguments: (argument_list . (string) @import.module)) @import.require
  (#eq? @_require "require_relative"))
((call
  method: (identifier) @_autoload
  arguments: (argument_list . (simple_symbol) (string) @import.module)) @import.require
  (#eq? @_autoload "autoload"))
