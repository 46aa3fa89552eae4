; How hard is it?

[
  (if_statement)
  (for_statement)
  (enhanced_for_statement)
  (while_statement)
  (do_statement)
  (catch_clause)
  (ternary_expression)
  (switch_label (_))
  (binary_expression operator: "&&")
  (binary_expression operator: "||")
] @branch
