; What does a file depend on?

(import_statement source: (string (string_fragment) @import.module)) @import.import
(import_statement
  (import_clause (identifier) @import.default)
  source: (string (string_fragment) @import.module)) @import.import
(import_statement
  (import_clause (named_imports (import_specifier name: (_) @import.name alias: (identifier)? @import.alias)))
  source: (string (string_fragment) @import.module)) @import.import
(import_statement
  (import_clause (namespace_import "*" @import.star (identifier) @import.alias))
  source: (string (string_fragment) @import.module)) @import.import

(export_statement "*" @import.star source: (string (string_fragment) @import.module)) @import.reexport
(export_statement
  (namespace_export "*" @import.star (_) @import.alias)
  source: (string (string_fragment) @import.module)) @import.reexport
(export_statement
  (export_clause (export_specifier name: _ @import.name alias: _? @import.alias))
  source: (string (string_fragment) @import.module)) @import.reexport

; CommonJS: the name stands for the whole module, a pattern for its members.
((call_expression
    function: (identifier) @_require
    arguments: (arguments . (string (string_fragment) @import.module) .)) @import.require
  (#eq? @_require "require"))
((variable_declarator
    name: (identifier) @import.alias @import.star
    value: (call_expression
      function: (identifier) @_require
      arguments: (arguments . (string (string_fragment) @import.module) .) @_arguments) @import.require)
  (#eq? @_require "require"))
((variable_declarator
    name: (object_pattern (shorthand_property_identifier_pattern) @import.name)
    value: (call_expression
      function: (identifier) @_require
      arguments: (arguments . (string (string_fragment) @import.module) .)) @import.require)
  (#eq? @_require "require"))
((variable_declarator
    name: (object_pattern (pair_pattern key: (property_identifier) @import.name value: (identifier) @import.alias))
    value: (call_expression
      function: (identifier) @_require
      arguments: (arguments . (string (string_fragment) @import.module) .)) @import.require)
  (#eq? @_require "require"))

(call_expression
  function: (import)
  arguments: (arguments . (string (string_fragment) @import.module))) @import.dynamic
(variable_declarator
  name: (identifier) @import.alias @import.star
  value: (await_expression (call_expression
    function: (import)
    arguments: (arguments . (string (string_fragment) @import.module))) @import.dynamic))
(variable_declarator
  name: (object_pattern (shorthand_property_identifier_pattern) @import.name)
  value: (await_expression (call_expression
    function: (import)
    arguments: (arguments . (string (string_fragment) @import.module))) @import.dynamic))
