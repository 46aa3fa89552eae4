; What is used here?

((function_call name: [(identifier) (dot_index_expression) (method_index_expression)] @target) @reference.call
  (#not-eq? @target "require"))
