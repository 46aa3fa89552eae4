; What do the fields of a class hold?

(field_definition property: (_) @binding.target value: (_) @binding.value) @binding.assign
