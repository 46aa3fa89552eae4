; What does a name stand for?

(local_binds decl: (bind name: (variable) @binding.target match: (match expression: (_) @binding.value)) @binding.assign)
