; Where does a name hold?

[(source_file) (mod_item) (function_item) (closure_expression) (impl_item) (trait_item) (block)] @scope
