; What does it depend on?

; `using System;` brings in all names of a namespace.
(using_directive !name [(identifier) (qualified_name) (alias_qualified_name)] @import.module @import.star) @import.use
(using_directive
  name: (identifier) @import.alias .
  (_) @import.module) @import.use
(extern_alias_directive name: (identifier) @import.module) @import.use
