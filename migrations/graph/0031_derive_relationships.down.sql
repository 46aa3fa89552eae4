DROP VIEW node_relationships;

-- All sixteen types of relationship between definitions, wherever each is kept.
CREATE VIEW node_relationships AS
SELECT edge.source_node_id, edge.target_node_id, edge.type, edge.confidence,
       edge.type NOT IN ('overrides', 'tests') AS is_direct, rule.rule, edge.line
  FROM semantic_relationships AS edge
  JOIN resolution_rules AS rule ON rule.id = edge.rule_id
 UNION ALL
SELECT caller_id, callee_id, 'calls', confidence, 1, NULL, NULL
  FROM node_call_graph
 UNION ALL
SELECT parent_id, id, 'contains', 1.0, 1, NULL, start_line
  FROM semantic_nodes
 WHERE parent_id IS NOT NULL
 UNION ALL
SELECT import.node_id, target.id, 'imports', dependency.confidence, 1, NULL, import.line
  FROM file_dependencies AS dependency
  JOIN file_imports AS import ON import.id = dependency.import_id
  JOIN semantic_nodes AS target ON target.file_id = dependency.target_file_id AND target.parent_id IS NULL;
