; How hard is it?

[
  (if_statement)
  (if_expression)
  (for_statement)
  (for_expression)
  (while_statement)
  (while_expression)
  (switch_case . (_) . (_))
  (catch_expression)
  (binary_expression operator: "and")
  (binary_expression operator: "or")
  (binary_expression operator: "orelse")
] @branch
