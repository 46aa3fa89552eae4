; What does it depend on?

(import_spec path: (_) @import.module) @import.import
(import_spec name: [(package_identifier) (blank_identifier)] @import.alias path: (_) @import.module) @import.import
(import_spec name: (dot) @import.star path: (_) @import.module) @import.import
