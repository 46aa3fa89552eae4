; What does it depend on?

((import_declaration (identifier) @import.module @import.star) @import.import
  (#not-match? @import.import "import +(typealias|struct|class|enum|protocol|let|var|func) "))
; `import struct Shop.Item` brings in one name.
(import_declaration
  ["typealias" "struct" "class" "enum" "protocol" "let" "var" "func"]
  (identifier . (simple_identifier) @import.module . (simple_identifier) @import.name .)) @import.import
