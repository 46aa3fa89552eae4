DROP TABLE semantic_relationships;
DROP TABLE resolution_rules;
