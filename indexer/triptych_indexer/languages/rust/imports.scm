; What does a Rust file depend on?
; A `use` is a tree: resolver.py reads it.

(use_declaration) @import.use
(source_file (use_declaration (visibility_modifier)) @import.reexport)
(mod_item name: (identifier) @import.module !body) @import.mod
; `#[path = "unix/mod.rs"] mod imp;`, with at most one more attribute between.
((attribute_item (attribute (identifier) @_path value: (string_literal (string_content) @import.module)))
  . (attribute_item)?
  . (mod_item name: (identifier) @import.alias @import.star !body) @import.mod
  (#eq? @_path "path"))
(extern_crate_declaration name: (identifier) @import.module alias: (identifier)? @import.alias) @import.use
