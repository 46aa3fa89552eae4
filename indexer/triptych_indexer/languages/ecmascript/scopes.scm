; Where does a name hold?

[(program) (class_body) (function_declaration) (function_expression) (arrow_function) (method_definition)
 (generator_function_declaration) (statement_block)] @scope
