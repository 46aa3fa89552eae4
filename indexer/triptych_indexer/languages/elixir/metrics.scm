; How hard is it?

((call target: (identifier) @_branch) @branch
  (#match? @_branch "^(if|unless|for)$"))
[
  (stab_clause)
  (binary_operator operator: "&&")
  (binary_operator operator: "||")
  (binary_operator operator: "and")
  (binary_operator operator: "or")
] @branch
