; What does it depend on?

(preproc_include path: (system_lib_string) @import.module) @import.include
(preproc_include path: (string_literal) @import.module @import.relative) @import.include
; `#include CONFIG_H`: which file that is, the build decides.
(preproc_include path: (identifier) @import.module) @import.include
