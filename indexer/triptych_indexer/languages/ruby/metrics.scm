; How hard is it?

[
  (if)
  (elsif)
  (unless)
  (if_modifier)
  (unless_modifier)
  (while)
  (until)
  (while_modifier)
  (until_modifier)
  (for)
  (when)
  (in_clause)
  (rescue)
  (rescue_modifier)
  (conditional)
  (binary operator: "&&")
  (binary operator: "||")
  (binary operator: "and")
  (binary operator: "or")
] @branch
