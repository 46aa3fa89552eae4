; What does it depend on? Read after C's.

(using_declaration
  (qualified_identifier scope: (_) @import.module name: (identifier) @import.name)) @import.use
(using_declaration "namespace" [(identifier) (qualified_identifier)] @import.module @import.star) @import.use
(namespace_alias_definition
  name: (_) @import.alias
  [(namespace_identifier) (nested_namespace_specifier)] @import.module .) @import.use
