; How hard is it?

[
  (if_statement)
  (elseif_statement)
  (for_statement)
  (while_statement)
  (repeat_statement)
  (binary_expression "and")
  (binary_expression "or")
] @branch
