; What does a Rust file depend on?
; A `use` is a tree: resolver.py reads it.

(use_declaration) @import.use
(source_file (use_declaration (visibility_modifier)) @import.reexport)
(mod_item name: (identifier) @import.module !body) @import.mod
(extern_crate_declaration name: (identifier) @import.module alias: (identifier)? @import.alias) @import.use
