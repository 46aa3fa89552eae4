DROP TABLE semantic_references;
DROP TABLE reference_expressions;
