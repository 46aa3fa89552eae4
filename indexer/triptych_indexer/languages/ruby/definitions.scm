; What is defined here?

(module name: (constant) @name body: (_)? @body) @definition.module
(module name: (scope_resolution scope: (_) @receiver name: (constant) @name) body: (_)? @body) @definition.module
(class name: (constant) @name body: (_)? @body) @definition.class
(class name: (scope_resolution scope: (_) @receiver name: (constant) @name) body: (_)? @body) @definition.class

; `Point = Struct.new(:x) do … end` makes a class as well.
(assignment left: (constant) @name) @definition.constant
((assignment
  left: (constant) @name
  right: (call
    receiver: (constant) @_maker
    method: (identifier) @_new
    block: (_)? @body)) @definition.class
  (#match? @_maker "^(Struct|Class|Data|Module)$")
  (#match? @_new "^(new|define)$"))
(assignment left: (left_assignment_list (constant) @name)) @definition.constant
(body_statement (assignment left: (class_variable) @name) @definition.field)
(program (assignment left: (global_variable) @name) @definition.variable)

(method
  name: [(identifier) (constant) (operator)] @name
  body: (_)? @body) @definition.method
(method name: (setter) @name body: (_)? @body) @definition.method
(singleton_method
  object: (self) @modifier
  name: [(identifier) (constant) (operator) (setter)] @name
  body: (_)? @body) @definition.method
(singleton_method
  object: [(constant) (identifier)] @receiver
  name: [(identifier) (constant) (operator) (setter)] @name
  body: (_)? @body) @definition.method
(program (method name: (_) @name body: (_)? @body) @definition.function)

(alias name: (_) @name) @definition.method
; What the language's own class methods define.
((call
  method: (identifier) @_attr
  arguments: (argument_list (simple_symbol) @name @definition.property))
  (#match? @_attr "^(c|m)?attr(_(reader|writer|accessor))?$"))
((call
  method: (identifier) @_define
  arguments: (argument_list . (simple_symbol) @name)
  block: (_)? @body) @definition.method
  (#match? @_define "^(define_method|define_singleton_method|alias_method)$"))

; Minitest's `test "…" do` and RSpec's `it "…" do`, and the groups they stand in.
((call
  method: (identifier) @_test
  arguments: (argument_list . [(string (string_content) @name) (constant) @name (scope_resolution) @name])
  block: (_) @body) @definition.test
  (#match? @_test "^(test|it|specify|scenario|describe|context|feature|should)$"))

; `private def …`, `memoize def …`
((call
  method: (identifier) @visibility
  arguments: (argument_list . [(method) (singleton_method)])) @wrapper
  (#match? @visibility "^(private|protected|public|private_class_method)$"))

(method_parameters [
  (identifier) @parameter.name
  (optional_parameter name: (identifier) @parameter.name value: (_) @parameter.default)
  (splat_parameter name: (identifier) @parameter.name) @parameter.variadic
  (keyword_parameter name: (identifier) @parameter.name value: (_)? @parameter.default) @parameter.keyword
  (hash_splat_parameter name: (identifier) @parameter.name) @parameter.keyword_variadic
  (block_parameter name: (identifier) @parameter.name)
  (destructured_parameter) @parameter.name
  (forward_parameter) @parameter.name @parameter.variadic
] @parameter)

; A bare `private` holds for what follows it in its class. In `class << self` it does not: that is no definition.
; Nor does it hold for classes and modules.
(class "class" @visibility)
(module "module" @visibility)
(class body: (body_statement (identifier) @visibility.section))
(module body: (body_statement (identifier) @visibility.section))
