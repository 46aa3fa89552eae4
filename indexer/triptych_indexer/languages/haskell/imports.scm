; What does it depend on?

(import module: (module) @import.module @import.star !names !alias) @import.import
(import module: (module) @import.module alias: (module) @import.alias) @import.import
(import
  module: (module) @import.module
  names: (import_list name: (import_name [
    variable: (_) @import.name
    type: (_) @import.name
  ]))) @import.import
(import module: (module) @import.module "hiding" @import.star) @import.import
