; What does TypeScript import in ways of its own?

(import_statement "type" @import.type_only source: (string (string_fragment) @import.module)) @import.import
(import_statement
  (import_require_clause (identifier) @import.alias @import.star source: (string (string_fragment) @import.module))) @import.require
(export_statement "type" @import.type_only source: (string (string_fragment) @import.module)) @import.reexport
