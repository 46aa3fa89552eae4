; What does a name stand for, and what does a function give back?

(assignment left: (_) @binding.target type: (type)? @binding.type right: (_)? @binding.value) @binding.assign
(named_expression name: (_) @binding.target value: (_) @binding.value) @binding.assign
(for_statement left: (_) @binding.target right: (_) @binding.value) @binding.element
(for_in_clause left: (_) @binding.target right: (_) @binding.value) @binding.element
(with_item value: (as_pattern . (_) @binding.value alias: (as_pattern_target (_) @binding.target))) @binding.context
(with_item value: [(call) (identifier) (attribute) (subscript)] @binding.value) @binding.context
(except_clause value: (as_pattern . (_) @binding.value alias: (as_pattern_target (_) @binding.target))) @binding.exception

(return_statement (_) @binding.value) @binding.return
(yield (_) @binding.value) @binding.yield
(lambda parameters: (lambda_parameters)? @binding.target body: (_) @body) @binding.function

; A member that is read may be a property; an element that is read, a method of the container.
(attribute) @binding.value @binding.read
(assignment left: (attribute) @binding.value @binding.write)
[(pattern_list (attribute) @binding.value @binding.write)
 (tuple_pattern (attribute) @binding.value @binding.write)
 (list_pattern (attribute) @binding.value @binding.write)
 (list_splat_pattern (attribute) @binding.value @binding.write)]
(for_statement left: (attribute) @binding.value @binding.write)
(as_pattern_target (attribute) @binding.value @binding.write)
(augmented_assignment left: (attribute) @binding.value @binding.update)
(delete_statement [
  (attribute) @binding.value @binding.delete
  (expression_list (attribute) @binding.value @binding.delete)])
(subscript value: (_) @binding.value) @binding.index

; What is handed on by name may be a function that is called later.
(argument_list [(identifier) (attribute)] @binding.value @binding.argument)
(keyword_argument value: [(identifier) (attribute)] @binding.value @binding.argument)

; What `from module import *` gives.
((assignment left: (identifier) @_all right: (_) @binding.value) @binding.public (#eq? @_all "__all__"))
((augmented_assignment left: (identifier) @_all right: (_) @binding.value) @binding.public (#eq? @_all "__all__"))
((expression_statement (call
  function: (attribute object: (identifier) @_all) arguments: (argument_list (_) @binding.value))) @binding.public
  (#eq? @_all "__all__"))
