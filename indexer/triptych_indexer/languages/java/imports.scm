; What does it depend on?

(import_declaration (scoped_identifier scope: (_) @import.module name: (identifier) @import.name) .) @import.import
(import_declaration (_) @import.module (asterisk) @import.star) @import.import
(requires_module_directive module: (_) @import.module) @import.require
