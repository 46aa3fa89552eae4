-- A call has a place as well: the first of its sites.
DROP VIEW node_relationships;

-- All sixteen types of relationship between definitions, wherever each is kept.
CREATE VIEW node_relationships AS
SELECT edge.source_node_id, edge.target_node_id, edge.type, edge.confidence,
       edge.type <> 'overrides' AS is_direct, rule.rule, edge.line
  FROM semantic_relationships AS edge
  JOIN resolution_rules AS rule ON rule.id = edge.rule_id
 UNION ALL
SELECT caller_id, callee_id, 'calls', confidence, 1, NULL, CAST(ltrim(sites, '[') AS INTEGER)
  FROM node_call_graph
 UNION ALL
SELECT call.caller_id, call.callee_id, 'instantiates', call.confidence, 1, NULL, CAST(ltrim(call.sites, '[') AS INTEGER)
  FROM node_call_graph AS call
  JOIN semantic_nodes AS made ON made.id = call.callee_id
 WHERE made.kind IN ('class', 'struct', 'enum')
 UNION ALL
SELECT call.caller_id, call.callee_id, 'tests', call.confidence, 0, NULL, CAST(ltrim(call.sites, '[') AS INTEGER)
  FROM node_call_graph AS call
  JOIN semantic_nodes AS test ON test.id = call.caller_id
  JOIN file_metadata AS test_file ON test_file.id = test.file_id
  JOIN semantic_nodes AS tested ON tested.id = call.callee_id
  JOIN file_metadata AS tested_file ON tested_file.id = tested.file_id
 WHERE call.confidence >= 0.5
   AND (test_file.flags & 1 OR test.modifiers & 32)
   AND NOT (tested_file.flags & 1 OR tested.modifiers & 32)
 UNION ALL
SELECT parent_id, id, 'contains', 1.0, 1, NULL, start_line
  FROM semantic_nodes
 WHERE parent_id IS NOT NULL
 UNION ALL
SELECT import.node_id, target.id, 'imports', dependency.confidence, 1, NULL, import.line
  FROM file_dependencies AS dependency
  JOIN file_imports AS import ON import.id = dependency.import_id
  JOIN semantic_nodes AS target ON target.file_id = dependency.target_file_id AND target.parent_id IS NULL;
