; What does it depend on? The path is cut before its last name by resolver.py.

(import) @import.import
