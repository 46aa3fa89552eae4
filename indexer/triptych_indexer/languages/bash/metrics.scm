; How hard is it?

[
  (if_statement)
  (elif_clause)
  (for_statement)
  (c_style_for_statement)
  (while_statement)
  (case_item)
  (list "&&")
  (list "||")
  (binary_expression operator: "&&")
  (binary_expression operator: "||")
] @branch
