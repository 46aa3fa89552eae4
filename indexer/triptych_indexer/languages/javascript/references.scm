; What does only JavaScript's grammar write so?

(class_heritage [(identifier) (member_expression)] @target @reference.inherit)
(class_heritage (call_expression) @target @reference.inherit)

; A component is called by its tag; a tag in small letters is the browser's.
((jsx_opening_element name: (identifier) @target @reference.call) (#match? @target "^[A-Z]"))
((jsx_self_closing_element name: (identifier) @target @reference.call) (#match? @target "^[A-Z]"))
(jsx_opening_element name: (member_expression) @target @reference.call)
(jsx_self_closing_element name: (member_expression) @target @reference.call)
