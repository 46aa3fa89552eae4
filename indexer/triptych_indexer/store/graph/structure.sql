-- What stands out in the whole graph, or in none of it.

-- name: central
-- The definitions that most rests on, tests, generated and vendored files left out.
-- scans: along its index, no further than the limit
SELECT node.id, file.display_path, node.start_line, node.kind, node.qualified_name, node.signature, metrics.centrality,
       metrics.fan_in, metrics.tests
  FROM node_graph_metrics AS metrics
  JOIN semantic_nodes AS node ON node.id = metrics.node_id
  JOIN file_metadata AS file ON file.id = node.file_id
 WHERE file.flags = 0
   AND node.modifiers & 32 = 0
   AND node.kind NOT IN ('module', 'section')
 ORDER BY metrics.centrality DESC, file.path, node.start_byte
 LIMIT :limit;

-- name: metrics_of
SELECT metrics.node_id, metrics.centrality, metrics.fan_in, metrics.tests
  FROM json_each(:ids) AS asked
  JOIN node_graph_metrics AS metrics ON metrics.node_id = asked.value;

-- name: unused
-- Definitions outside tests that nothing surely uses but tests: no other edge from elsewhere but guesses among methods of
-- one name. 1 is FileFlag.TEST, 32 Modifier.TEST.
-- scans: what is not there stands in no index
SELECT node.id, node.parent_id, file.display_path, node.name_line, node.kind, node.name, node.qualified_name, node.visibility,
       node.modifiers, node.decorators,
       (SELECT count(*)
          FROM node_call_graph AS call
         WHERE call.callee_id = node.id
           AND call.caller_id <> node.id
           AND call.confidence <= 0.3),
       coalesce(metrics.tests, 0), parent.kind
  FROM semantic_nodes AS node
  JOIN file_metadata AS file ON file.id = node.file_id
  LEFT JOIN semantic_nodes AS parent ON parent.id = node.parent_id
  LEFT JOIN node_graph_metrics AS metrics ON metrics.node_id = node.id
 WHERE node.kind IN ('class', 'struct', 'enum', 'interface', 'trait', 'function', 'method', 'macro', 'type_alias')
   AND node.modifiers & 32 = 0
   AND file.flags = 0
   AND file.content = 'code'
   AND coalesce(metrics.fan_in, 0) = 0
   AND NOT EXISTS (
           SELECT 1
             FROM node_call_graph AS call
             JOIN semantic_nodes AS caller ON caller.id = call.caller_id
             JOIN file_metadata AS caller_file ON caller_file.id = caller.file_id
            WHERE call.callee_id = node.id
              AND call.caller_id <> node.id
              AND call.confidence > 0.3
              AND NOT (caller_file.flags & 1 OR caller.modifiers & 32))
   AND NOT EXISTS (
           SELECT 1
             FROM semantic_relationships AS edge
             JOIN semantic_nodes AS source ON source.id = edge.source_node_id
             JOIN file_metadata AS source_file ON source_file.id = source.file_id
            WHERE edge.target_node_id = node.id
              AND edge.source_node_id <> node.id
              AND edge.type NOT IN ('overrides', 'tests')
              AND NOT (source_file.flags & 1 OR source.modifiers & 32))
 ORDER BY file.path, node.start_byte, node.symbol;

-- name: overriding
-- Which of some definitions override a member of a base.
SELECT edge.source_node_id
  FROM json_each(:ids) AS asked
  JOIN semantic_relationships AS edge ON edge.source_node_id = asked.value
 WHERE edge.type = 'overrides'
 ORDER BY edge.source_node_id;

-- name: bases_named
-- Codes of `inherit` and `implement`: see reference_sites.
SELECT reference.node_id, expression.name, expression.expression, reference.line
  FROM json_each(:ids) AS asked
  JOIN semantic_references AS reference ON reference.node_id = asked.value AND reference.kind IN (2, 3)
  JOIN reference_expressions AS expression ON expression.id = reference.expression_id
 ORDER BY reference.node_id, reference.start_byte;

-- name: bases_of
SELECT edge.source_node_id, target.id, target.name
  FROM json_each(:ids) AS asked
  JOIN semantic_relationships AS edge ON edge.source_node_id = asked.value
  JOIN semantic_nodes AS target ON target.id = edge.target_node_id
 WHERE edge.type IN ('inherits', 'implements')
 ORDER BY edge.source_node_id, edge.line, target.id;

-- name: members_of
-- What a class defines that a subclass can override.
SELECT node.parent_id, node.id, node.name, node.name_line
  FROM json_each(:ids) AS asked
  JOIN semantic_nodes AS node ON node.parent_id = asked.value
 WHERE node.kind IN ('method', 'constructor', 'property', 'field')
 ORDER BY node.parent_id, node.start_byte;

-- name: file_edges
-- scans: an export is everything
SELECT source.display_path, target.display_path, import.kind, import.flags,
       sum(max(1, json_array_length(import.imported_names)))
  FROM file_dependencies AS dependency
  JOIN file_imports AS import ON import.id = dependency.import_id
  JOIN file_metadata AS source ON source.id = dependency.source_file_id
  JOIN file_metadata AS target ON target.id = dependency.target_file_id
 GROUP BY source.path, target.path, import.kind, import.flags
 ORDER BY source.path, target.path, import.kind, import.flags;

-- name: call_edges
-- scans: an export is everything
SELECT caller_file.display_path || '::' || caller.qualified_name, callee_file.display_path || '::' || callee.qualified_name,
       call.call_type, call.confidence, call.call_count
  FROM node_call_graph AS call
  JOIN semantic_nodes AS caller ON caller.id = call.caller_id
  JOIN file_metadata AS caller_file ON caller_file.id = caller.file_id
  JOIN semantic_nodes AS callee ON callee.id = call.callee_id
  JOIN file_metadata AS callee_file ON callee_file.id = callee.file_id
 WHERE call.confidence >= :confidence
 ORDER BY caller_file.path, caller.start_byte, caller.symbol, callee_file.path, callee.start_byte, callee.symbol,
          call.call_type;

-- name: texts
-- scans: a name may stand in any text: a template, a setting, a string
SELECT CASE WHEN file.flags & 1 THEN 'tests' ELSE file.content END, chunk.header_bytes, chunk.passage
  FROM document_chunks AS chunk
  JOIN file_metadata AS file ON file.id = chunk.file_id
 ORDER BY chunk.id;
