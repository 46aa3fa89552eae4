; What does it depend on?

((builtin_function
  (builtin_identifier) @_import
  (arguments . (string) @import.module)) @import.import
  (#eq? @_import "@import"))
; `const std = @import("std");` gives the module a name, `@import("item.zig").Item` takes one of its names.
((variable_declaration . (identifier) @import.alias
  (builtin_function
    (builtin_identifier) @_import
    (arguments . (string) @import.module)) @import.import)
  (#eq? @_import "@import"))
((variable_declaration . (identifier) @import.alias
  (field_expression
    object: (builtin_function
      (builtin_identifier) @_import
      (arguments . (string) @import.module)) @import.import
    member: (identifier) @import.name))
  (#eq? @_import "@import"))
((using_namespace_declaration (builtin_function
  (builtin_identifier) @_import @import.star
  (arguments . (string) @import.module)) @import.import)
  (#eq? @_import "@import"))
((builtin_function
  (builtin_identifier) @_include
  (arguments . (string) @import.module)) @import.include
  (#eq? @_include "@cInclude"))
