; What does it depend on?

((command
  name: (command_name (word) @_source)
  . argument: (_) @import.module) @import.include
  (#match? @_source "^(source|[.])$"))
