; What is used here?

; What the shell itself knows is left out.
((command name: (command_name (word) @target)) @reference.call
  (#not-match? @target "^(:|[.]|\\[|\\}|@test|alias|break|builtin|case|cd|continue|declare|echo|eval|exec|exit|export|false|getopts|hash|let|local|popd|printf|pushd|pwd|read|readonly|return|set|shift|shopt|source|test|times|trap|true|type|typeset|ulimit|umask|unalias|unset|wait)$"))
; `trap cleanup EXIT` calls it later.
((command
  name: (command_name (word) @_trap)
  . argument: (word) @target) @reference.read
  (#eq? @_trap "trap"))
