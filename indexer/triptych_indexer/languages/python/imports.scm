; What does a Python file depend on?

(import_statement name: (dotted_name) @import.module) @import.import
(import_statement
  name: (aliased_import name: (dotted_name) @import.module alias: (identifier) @import.alias)) @import.import
(import_from_statement module_name: (_) @import.module name: (dotted_name) @import.name) @import.import
(import_from_statement
  module_name: (_) @import.module
  name: (aliased_import name: (dotted_name) @import.name alias: (identifier) @import.alias)) @import.import
(import_from_statement module_name: (_) @import.module (wildcard_import) @import.star) @import.import
(future_import_statement "__future__" @import.module name: (dotted_name) @import.name) @import.import
(future_import_statement
  "__future__" @import.module
  name: (aliased_import name: (dotted_name) @import.name alias: (identifier) @import.alias)) @import.import

((call
    function: [(identifier) @_import (attribute attribute: (identifier) @_import)]
    arguments: (argument_list . (string (string_content) @import.module))) @import.dynamic
  (#any-of? @_import "import_module" "__import__"))
