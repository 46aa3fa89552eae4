; How hard is it?

[
  (if_statement)
  (for_statement)
  (while_statement)
  (do_statement)
  (case_statement value: (_))
  (conditional_expression)
  (binary_expression operator: "&&")
  (binary_expression operator: "||")
] @branch
