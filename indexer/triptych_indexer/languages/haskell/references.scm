; What is used here?

(apply function: [(variable) (qualified id: (variable))] @target) @reference.call
(infix operator: (infix_id [(variable) (qualified)] @target)) @reference.call
; `x <- getLine` and a bare `step` in a `do` run what they name.
(do (exp (variable) @target @reference.call))
(do (bind expression: (variable) @target @reference.call))
; `f . g` and `f $ x`: either side of an operator.
(infix left_operand: (variable) @target operator: (operator) @_operator
  (#match? @_operator "^([.]|[$]|<[$]>|>>=|>=>)$")) @reference.call
(infix operator: (operator) @_operator right_operand: (variable) @target
  (#match? @_operator "^([.]|=<<|>>=|>>|<[*]>)$")) @reference.call
(apply function: [(constructor) (qualified id: (constructor))] @target) @reference.instantiate

; Types in signatures and fields.
[
  (signature type: (name) @target)
  (function parameter: (name) @target)
  (function result: (name) @target)
  (context type: (name) @target)
  (apply constructor: (name) @target)
  (apply argument: (name) @target)
  (field type: (name) @target)
  (strict_field type: (name) @target)
  (list element: (name) @target)
  (type_synonym type: (name) @target)
  (prefix field: (name) @target)
] @reference.type

(class context: (context context: (parens (apply constructor: (name) @target)))) @reference.inherit
(class context: (context context: (apply constructor: (name) @target))) @reference.inherit
(class context: (context context: (tuple (apply constructor: (name) @target)))) @reference.inherit
(instance name: (name) @target) @reference.implement
(deriving_instance name: (name) @target) @reference.implement
(deriving classes: (name) @target) @reference.implement
(deriving classes: (tuple (name) @target)) @reference.implement
