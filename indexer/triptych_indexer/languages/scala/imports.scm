; What does it depend on? `import a.{b => c, d}` is a tree: resolver.py takes it apart.

(import_declaration) @import.import
(export_declaration) @import.reexport
