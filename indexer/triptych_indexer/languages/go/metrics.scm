; How hard is it?

[
  (if_statement)
  (for_statement)
  (expression_case)
  (type_case)
  (communication_case)
  (binary_expression operator: "&&")
  (binary_expression operator: "||")
] @branch
