; Where does a name hold, and what never runs?

((if_statement
    condition: [(identifier) @_condition (attribute attribute: (identifier) @_condition)]
    consequence: (block) @type_checking)
  (#eq? @_condition "TYPE_CHECKING"))

[(module) (class_definition) (function_definition) (lambda)] @scope
