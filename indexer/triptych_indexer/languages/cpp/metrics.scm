; How hard is it? Read after C's.

[
  (for_range_loop)
  (catch_clause)
  (binary_expression operator: "and")
  (binary_expression operator: "or")
] @branch
