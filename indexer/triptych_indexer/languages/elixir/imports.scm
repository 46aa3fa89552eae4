; What does it depend on?

((call target: (identifier) @_import (arguments . (alias) @import.module)) @import.import
  (#eq? @_import "alias"))
((call
  target: (identifier) @_import
  (arguments . (alias) @import.module
    (keywords (pair key: (keyword) @_as value: (alias) @import.alias)))) @import.import
  (#eq? @_import "alias")
  (#match? @_as "^as:"))
; `alias Shop.{Cart, Order}`
((call
  target: (identifier) @_import
  (arguments . (dot left: (alias) @import.module right: (tuple (alias) @import.name)))) @import.import
  (#eq? @_import "alias"))
((call target: (identifier) @_import @import.star (arguments . (alias) @import.module)) @import.import
  (#eq? @_import "import"))
((call target: (identifier) @_import (arguments . (alias) @import.module)) @import.require
  (#eq? @_import "require"))
((call target: (identifier) @_import (arguments . (alias) @import.module)) @import.use
  (#eq? @_import "use"))
