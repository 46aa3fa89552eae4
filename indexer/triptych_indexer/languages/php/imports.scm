; What does it depend on?

(namespace_use_declaration (namespace_use_clause
  (qualified_name prefix: (namespace_name) @import.module (name) @import.name)
  alias: (name)? @import.alias)) @import.use
(namespace_use_declaration (namespace_use_clause . (name) @import.module alias: (name)? @import.alias)) @import.use
; `use App\Http\{Request, Response as Res};`
(namespace_use_declaration
  (namespace_name) @import.module
  body: (namespace_use_group (namespace_use_clause .
    [(name) (qualified_name)] @import.name
    alias: (name)? @import.alias))) @import.use

(require_expression [(string) (encapsed_string)] @import.module) @import.require
(require_once_expression [(string) (encapsed_string)] @import.module) @import.require
(include_expression [(string) (encapsed_string)] @import.module) @import.include
(include_once_expression [(string) (encapsed_string)] @import.module) @import.include
; `__DIR__ . '/x.php'` is beside this file.
(require_expression (binary_expression left: (name) @import.relative right: (string) @import.module)) @import.require
(require_once_expression (binary_expression left: (name) @import.relative right: (string) @import.module)) @import.require
(include_expression (binary_expression left: (name) @import.relative right: (string) @import.module)) @import.include
(include_once_expression (binary_expression left: (name) @import.relative right: (string) @import.module)) @import.include
