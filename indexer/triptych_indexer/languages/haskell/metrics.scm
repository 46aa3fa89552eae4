; How hard is it?

[
  (conditional)
  (alternative)
  (guards)
  ((infix operator: (operator) @_operator)
    (#match? @_operator "^(&&|[|][|])$"))
] @branch
