; What is used here?

; What the language itself defines with, decides with and imports with is left out.
((call target: (identifier) @target) @reference.call
  (#not-match? @target "^(alias|case|cond|def|defdelegate|defexception|defguard|defguardp|defimpl|defmacro|defmacrop|defmodule|defoverridable|defp|defprotocol|defstruct|describe|for|if|import|quote|raise|receive|require|reraise|super|test|throw|try|unless|unquote|unquote_splicing|use|with)$"))
((call target: (dot right: (identifier)) @target (arguments)) @reference.call
  (#not-match? @target "[.]t$"))
((call target: (dot left: (alias) @target right: (identifier) @_t) @_type (arguments)) @reference.type
  (#eq? @_t "t"))
; `fun.(1)`
(call target: (dot left: (identifier) @target !right) (arguments)) @reference.call
; The head of a definition looks like a call of it, an attribute like a call without arguments.
((call
  target: (identifier) @_def
  (arguments . [
    (call target: (identifier) @target)
    (binary_operator left: (call target: (identifier) @target) operator: "when")
  ] @reference.none))
  (#match? @_def "^def(p|macrop?|guardp?|delegate)?$"))
(unary_operator operator: "@" operand: (call target: (identifier) @target @reference.none))
((unary_operator operator: "@" operand: (call
  target: (identifier) @_spec
  (arguments (binary_operator left: (call target: (identifier) @target @reference.none)))))
  (#match? @_spec "^(spec|callback|macrocallback|type|typep|opaque)$"))
(unary_operator operator: "@" operand: (identifier) @target @reference.read)
; `&helper/1` hands a function over.
(unary_operator operator: "&" operand: (binary_operator
  left: [(identifier) @target (call target: (dot) @target)]
  operator: "/")) @reference.read

(map (struct (alias) @target)) @reference.instantiate

((unary_operator operand: (call target: (identifier) @_behaviour (arguments (alias) @target))) @reference.implement
  (#eq? @_behaviour "behaviour"))
((call target: (identifier) @_defimpl (arguments . (alias) @target)) @reference.implement
  (#eq? @_defimpl "defimpl"))

((call target: (identifier) @_raise (arguments . (alias) @target)) @reference.raise
  (#match? @_raise "^(raise|reraise)$"))
