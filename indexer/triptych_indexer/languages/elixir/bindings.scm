; What does a name stand for?

(binary_operator left: (identifier) @binding.target operator: "=" right: (_) @binding.value) @binding.assign
