; How hard is it?

[
  (if_statement)
  (for_statement)
  (foreach_statement)
  (while_statement)
  (do_statement)
  (catch_clause)
  (switch_section (_) . (_))
  (switch_expression_arm)
  (conditional_expression)
  (binary_expression operator: "&&")
  (binary_expression operator: "||")
  (binary_expression operator: "??")
] @branch
