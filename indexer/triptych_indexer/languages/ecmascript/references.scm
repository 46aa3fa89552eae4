; What do JavaScript and TypeScript both use?

(call_expression
  function: [(identifier) (member_expression) (call_expression) (subscript_expression) (super)
             (parenthesized_expression)] @target @reference.call)
(await_expression (call_expression function: (_) @awaited))
(new_expression constructor: (_) @target @reference.instantiate)
(throw_statement (new_expression constructor: (_) @target @reference.raise))
(decorator [(identifier) (member_expression)] @target @reference.decorate)
(decorator (call_expression function: (_) @target @reference.decorate))
