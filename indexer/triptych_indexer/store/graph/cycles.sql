-- Cycles and figures over the whole graph: what they are made from, what was found, and since when.

-- name: calls
-- scans: the whole graph is looked at, once per publish that changed an edge. 0.5 is `SURE_ENOUGH`.
SELECT caller_id, callee_id, call_count
  FROM node_call_graph
 WHERE confidence >= 0.5;

-- name: relations
-- scans: with `calls`. What is instantiated is called as well; what overrides or is tested follows from other edges.
SELECT source_node_id, target_node_id
  FROM semantic_relationships
 WHERE confidence >= 0.5
   AND type IN ('inherits', 'implements', 'decorates', 'raises', 'uses', 'references', 'returns_type', 'accepts_type');

-- name: imports
-- scans: with `calls`
SELECT dependency.source_file_id, dependency.target_file_id, import.kind, import.flags,
       max(1, json_array_length(import.imported_names))
  FROM file_dependencies AS dependency
  JOIN file_imports AS import ON import.id = dependency.import_id
 WHERE dependency.target_file_id IS NOT NULL
 ORDER BY dependency.id;

-- name: paths
-- scans: with `calls`
SELECT id, display_path, flags
  FROM file_metadata
 ORDER BY id;

-- name: test_nodes
-- Definitions in files that hold tests, and tests that stand beside the code they test. 1 is FileFlag.TEST, 32 Modifier.TEST.
-- scans: with `calls`
SELECT node.id
  FROM file_metadata AS file
  JOIN semantic_nodes AS node ON node.file_id = file.id
 WHERE file.flags & 1
 UNION ALL
SELECT node.id
  FROM semantic_nodes AS node
 WHERE node.modifiers & 32;

-- name: edges_of
-- All of the edges above that begin in some files, and which of their definitions are tests: asked of two generations.
SELECT 'call', call.caller_id, call.callee_id, call.call_count
  FROM json_each(:file_ids) AS asked
  JOIN semantic_nodes AS node ON node.file_id = asked.value
  JOIN node_call_graph AS call ON call.caller_id = node.id
 WHERE call.confidence >= 0.5
 UNION ALL
SELECT edge.type, edge.source_node_id, edge.target_node_id, 0
  FROM json_each(:file_ids) AS asked
  JOIN semantic_nodes AS node ON node.file_id = asked.value
  JOIN semantic_relationships AS edge ON edge.source_node_id = node.id
 WHERE edge.confidence >= 0.5
   AND edge.type IN ('inherits', 'implements', 'decorates', 'raises', 'uses', 'references', 'returns_type', 'accepts_type')
 UNION ALL
SELECT import.kind, dependency.source_file_id, dependency.target_file_id,
       import.flags + 100 * max(1, json_array_length(import.imported_names))
  FROM json_each(:file_ids) AS asked
  JOIN file_dependencies AS dependency ON dependency.source_file_id = asked.value
  JOIN file_imports AS import ON import.id = dependency.import_id
 WHERE dependency.target_file_id IS NOT NULL
 UNION ALL
SELECT 'test', node.id, node.file_id, 0
  FROM json_each(:file_ids) AS asked
  JOIN semantic_nodes AS node ON node.file_id = asked.value
 WHERE node.modifiers & 32
 ORDER BY 1, 2, 3, 4;

-- name: names_of
SELECT node.id, file.display_path || '::' || node.qualified_name
  FROM json_each(:ids) AS asked
  JOIN semantic_nodes AS node ON node.id = asked.value
  JOIN file_metadata AS file ON file.id = node.file_id;

-- name: digest
SELECT edges_digest
  FROM graph_examination
 WHERE one = 1;

-- name: set_digest
INSERT INTO graph_examination (one, edges_digest)
VALUES (1, :digest)
    ON CONFLICT (one) DO UPDATE SET edges_digest = excluded.edges_digest;

-- name: known
-- scans: the history is a few hundred rows
SELECT id, level, members, gone_since IS NULL
  FROM circular_dependencies
 ORDER BY gone_since IS NOT NULL, last_seen DESC, id;

-- name: add
INSERT INTO circular_dependencies (
    level, nature, severity, members, length, edges, coupling, witness, witnesses, back_edges, cut_source, cut_target,
    cut_weight, cut_leaves, first_seen, first_seen_at, last_seen, last_seen_at)
VALUES (
    :level, :nature, :severity, :members, :length, :edges, :coupling, :witness, :witnesses, :back_edges, :cut_source,
    :cut_target, :cut_weight, :cut_leaves, :generation, :at, :generation, :at);

-- name: update
UPDATE circular_dependencies
   SET nature = :nature, severity = :severity, members = :members, length = :length, edges = :edges,
       coupling = :coupling, witness = :witness, witnesses = :witnesses, back_edges = :back_edges,
       cut_source = :cut_source, cut_target = :cut_target, cut_weight = :cut_weight, cut_leaves = :cut_leaves,
       last_seen = :generation, last_seen_at = :at, gone_since = NULL, gone_since_at = NULL
 WHERE id = :id;

-- name: keep
-- Nothing changed: all that was there is there still.
-- scans: the history is a few hundred rows
UPDATE circular_dependencies
   SET last_seen = :generation, last_seen_at = :at
 WHERE gone_since IS NULL;

-- name: end
UPDATE circular_dependencies
   SET gone_since = :generation, gone_since_at = :at
 WHERE id = :id;

-- name: forget
-- Of what is gone, the newest stay.
-- scans: the history is a few hundred rows
DELETE FROM circular_dependencies
 WHERE gone_since IS NOT NULL
   AND id NOT IN (
           SELECT id
             FROM circular_dependencies
            WHERE gone_since IS NOT NULL
            ORDER BY gone_since DESC, id DESC
            LIMIT :kept);

-- name: metrics
-- scans: compared with what was found, so that only rows that moved are written
SELECT node_id, centrality, fan_in, tests, cycle_id
  FROM node_graph_metrics;

-- name: set_metrics
INSERT INTO node_graph_metrics (node_id, centrality, fan_in, tests, cycle_id)
VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (node_id) DO UPDATE
   SET centrality = excluded.centrality, fan_in = excluded.fan_in, tests = excluded.tests, cycle_id = excluded.cycle_id;

-- name: remove_metrics
DELETE FROM node_graph_metrics
 WHERE node_id = ?;

-- name: there
-- The cycles of a level that are there now.
SELECT id, level, nature, severity, members, edges, coupling, witness, witnesses, back_edges, cut_source, cut_target,
       cut_weight, cut_leaves, first_seen, first_seen_at, last_seen, gone_since, gone_since_at
  FROM circular_dependencies
 WHERE level = :level
   AND gone_since IS NULL
 ORDER BY length DESC, members;

-- name: gone
-- Those that are not any more, the newest loss first.
SELECT id, level, nature, severity, members, edges, coupling, witness, witnesses, back_edges, cut_source, cut_target,
       cut_weight, cut_leaves, first_seen, first_seen_at, last_seen, gone_since, gone_since_at
  FROM circular_dependencies
 WHERE level = :level
   AND gone_since IS NOT NULL
 ORDER BY gone_since DESC, length DESC, members;

-- name: loops
-- Definitions that call themselves.
-- scans: asked by `cycles --level call --all` alone
SELECT file.display_path, node.name_line, node.qualified_name, call.sites
  FROM node_call_graph AS call
  JOIN semantic_nodes AS node ON node.id = call.caller_id
  JOIN file_metadata AS file ON file.id = node.file_id
 WHERE call.caller_id = call.callee_id
   AND call.confidence >= 0.5
 ORDER BY file.path, node.start_byte;

-- name: imports_between
-- Statements by which files lead to one another; paths as shown.
SELECT source.display_path, target.display_path, import.line, import.kind, import.flags, import.statement
  FROM json_each(:paths) AS asked
  JOIN file_metadata AS source ON source.path = CAST(asked.value AS BLOB)
  JOIN file_dependencies AS dependency ON dependency.source_file_id = source.id
  JOIN file_metadata AS target ON target.id = dependency.target_file_id
  JOIN file_imports AS import ON import.id = dependency.import_id
 ORDER BY source.path, target.path, import.flags & 6, import.line;
