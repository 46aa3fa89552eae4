; What is defined here? In Elixir every definition is the call of a macro.

((call
  target: (identifier) @_def
  (arguments . (alias) @name)
  (do_block) @body) @definition.module
  (#eq? @_def "defmodule"))
((call
  target: (identifier) @_def
  (arguments . (alias) @name)
  (do_block) @body) @definition.interface
  (#eq? @_def "defprotocol"))
; `defimpl Sized, for: Store` belongs to Store.
((call
  target: (identifier) @_def
  (arguments . (alias) (keywords (pair key: (keyword) @_for value: (alias) @owner)))
  (do_block) @body) @definition.impl
  (#eq? @_def "defimpl")
  (#match? @_for "^for:"))

((call
  target: (identifier) @visibility
  (arguments . [
    (identifier) @name
    (call target: (identifier) @name)
    (binary_operator left: (identifier) @name operator: "when")
    (binary_operator left: (call target: (identifier) @name) operator: "when")
  ])
  (do_block)? @body) @definition.function
  (#match? @visibility "^(def|defp|defdelegate)$"))
((call
  target: (identifier) @visibility
  (arguments . [
    (identifier) @name
    (call target: (identifier) @name)
    (binary_operator left: (identifier) @name operator: "when")
    (binary_operator left: (call target: (identifier) @name) operator: "when")
  ])
  (do_block)? @body) @definition.macro
  (#match? @visibility "^(defmacro|defmacrop|defguard|defguardp)$"))
; `def a + b`
((call
  target: (identifier) @visibility
  (arguments . (binary_operator left: (identifier) operator: _ @name right: (identifier)))) @definition.function
  (#match? @visibility "^(def|defp)$")
  (#not-eq? @name "when"))

; Documented ones: `@doc` stands in front, other attributes may stand between.
(((unary_operator operand: (call
    target: (identifier) @_doc
    (arguments [(string (quoted_content) @documentation) (sigil (quoted_content) @documentation)]))) . (unary_operator)* . (call
  target: (identifier) @visibility
  (arguments . [
    (identifier) @name
    (call target: (identifier) @name)
    (binary_operator left: (identifier) @name operator: "when")
    (binary_operator left: (call target: (identifier) @name) operator: "when")
  ])
  (do_block)? @body) @definition.function)
  (#eq? @_doc "doc")
  (#match? @visibility "^(def|defp|defdelegate)$"))
(((unary_operator operand: (call
    target: (identifier) @_doc
    (arguments [(string (quoted_content) @documentation) (sigil (quoted_content) @documentation)]))) . (unary_operator)* . (call
  target: (identifier) @visibility
  (arguments . [
    (identifier) @name
    (call target: (identifier) @name)
    (binary_operator left: (identifier) @name operator: "when")
    (binary_operator left: (call target: (identifier) @name) operator: "when")
  ])
  (do_block)? @body) @definition.macro)
  (#eq? @_doc "doc")
  (#match? @visibility "^(defmacro|defmacrop|defguard|defguardp)$"))
((call
  target: (identifier) @_def
  (do_block (unary_operator operand: (call
    target: (identifier) @_doc
    (arguments [(string (quoted_content) @documentation) (sigil (quoted_content) @documentation)])))))
  (#match? @_def "^(defmodule|defprotocol)$")
  (#eq? @_doc "moduledoc"))

; Attributes: `@max_items 40` is a constant, `@type`, `@callback` and their like define, the others describe.
((unary_operator operator: "@" operand: (call target: (identifier) @name (arguments))) @definition.constant
  (#not-match? @name "^(after_compile|after_verify|before_compile|behaviour|callback|compile|deprecated|derive|dialyzer|doc|enforce_keys|external_resource|file|impl|macrocallback|moduledoc|moduletag|nifs|on_definition|on_load|opaque|optional_callbacks|since|spec|tag|type|typedoc|typep|vsn)$"))
((unary_operator operator: "@" operand: (call
  target: (identifier) @visibility
  (arguments (binary_operator
    left: [(identifier) @name (call target: (identifier) @name)]
    operator: "::")))) @definition.type_alias
  (#match? @visibility "^(type|typep|opaque)$"))
((unary_operator operator: "@" operand: (call
  target: (identifier) @_callback
  (arguments (binary_operator
    left: (call target: (identifier) @name)
    operator: "::"
    right: (_) @return_type)))) @definition.method
  (#match? @_callback "^(callback|macrocallback)$"))

((call
  target: (identifier) @_struct
  (arguments [
    (list (atom) @name @definition.property)
    (list (keywords (pair key: (keyword) @name) @definition.property))
    (keywords (pair key: (keyword) @name) @definition.property)
  ]))
  (#match? @_struct "^(defstruct|defexception)$"))

((call
  target: (identifier) @_test
  (arguments . (string (quoted_content) @name))
  (do_block) @body) @definition.test
  (#match? @_test "^(test|describe|property)$"))

; Parameters; of those that are patterns only what they bind as a whole has a name.
((call
  target: (identifier) @_def
  (arguments . (call target: (identifier) (arguments [
    (identifier) @parameter.name
    (binary_operator left: (identifier) @parameter.name operator: "\\\\" right: (_) @parameter.default)
    (binary_operator operator: "=" right: (identifier) @parameter.name)
    (binary_operator left: (identifier) @parameter.name operator: "=")
  ] @parameter))))
  (#match? @_def "^def(p|macrop?|guardp?|delegate)?$"))
((call
  target: (identifier) @_def
  (arguments . (binary_operator left: (call target: (identifier) (arguments [
    (identifier) @parameter.name
    (binary_operator left: (identifier) @parameter.name operator: "\\\\" right: (_) @parameter.default)
    (binary_operator operator: "=" right: (identifier) @parameter.name)
    (binary_operator left: (identifier) @parameter.name operator: "=")
  ] @parameter)) operator: "when")))
  (#match? @_def "^def(p|macrop?|guardp?|delegate)?$"))
