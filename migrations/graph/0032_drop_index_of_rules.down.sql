CREATE INDEX semantic_relationships_rule ON semantic_relationships (rule_id);
