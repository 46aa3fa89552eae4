; What is used here?

((call receiver: (_)? @target.receiver method: [(identifier) (constant)] @target) @reference.call
  (#not-match? @target "^(new|require|require_relative|load|autoload|include|extend|prepend|raise|private|public|protected|attr_reader|attr_writer|attr_accessor|module_function)$"))
(call method: (super) @target) @reference.call
((call receiver: [(constant) (scope_resolution)] @target method: (identifier) @_new) @reference.instantiate
  (#eq? @_new "new"))
; A bare name as a statement is a call without arguments, or the value of a local variable.
(body_statement (identifier) @target @reference.read)
; `items.map(&:name)` hands a method over.
(block_argument (simple_symbol) @target @reference.read)

(superclass [(constant) (scope_resolution)] @target) @reference.inherit
((call
  !receiver
  method: (identifier) @_mix
  arguments: (argument_list [(constant) (scope_resolution)] @target)) @reference.implement
  (#match? @_mix "^(include|extend|prepend)$"))

((call
  !receiver
  method: (identifier) @_raise
  arguments: (argument_list . [
    (constant) @target
    (scope_resolution) @target
    (call receiver: [(constant) (scope_resolution)] @target)
  ])) @reference.raise
  (#match? @_raise "^(raise|fail)$"))
(exceptions [(constant) (scope_resolution)] @target @reference.type)
