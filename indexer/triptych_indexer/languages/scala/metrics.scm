; How hard is it?

[
  (if_expression)
  (for_expression)
  (while_expression)
  (do_while_expression)
  (case_clause)
  (guard)
  ((infix_expression operator: (operator_identifier) @_operator)
    (#match? @_operator "^(&&|[|][|])$"))
] @branch
