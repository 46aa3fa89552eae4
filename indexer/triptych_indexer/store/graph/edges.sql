-- Edges between definitions and between files, one step at a time.

-- name: callers
-- The surest first. A hub has a hundred thousand callers: always with a limit.
SELECT caller.id, caller.qualified_name, caller.kind, file.display_path, call.call_type, call.is_async, call.sites,
       call.call_count, call.confidence
  FROM node_call_graph AS call
  JOIN semantic_nodes AS caller ON caller.id = call.caller_id
  JOIN file_metadata AS file ON file.id = caller.file_id
 WHERE call.callee_id = :node_id
   AND call.confidence >= :confidence
 ORDER BY call.confidence DESC, file.path, caller.start_byte, call.call_type
 LIMIT :limit;

-- name: callees
SELECT callee.id, callee.qualified_name, callee.kind, file.display_path, call.call_type, call.is_async, call.sites,
       call.call_count, call.confidence
  FROM node_call_graph AS call
  JOIN semantic_nodes AS callee ON callee.id = call.callee_id
  JOIN file_metadata AS file ON file.id = callee.file_id
 WHERE call.caller_id = :node_id
   AND call.confidence >= :confidence
 ORDER BY call.confidence DESC, file.path, callee.start_byte, call.call_type
 LIMIT :limit;

-- name: related_to
-- What points at a definition, other than calls.
SELECT source.id, source.qualified_name, source.kind, file.display_path, edge.type, edge.confidence, rule.rule, edge.line
  FROM semantic_relationships AS edge
  JOIN semantic_nodes AS source ON source.id = edge.source_node_id
  JOIN file_metadata AS file ON file.id = source.file_id
  JOIN resolution_rules AS rule ON rule.id = edge.rule_id
 WHERE edge.target_node_id = :node_id
 ORDER BY edge.type, file.path, source.start_byte
 LIMIT :limit;

-- name: related_from
SELECT target.id, target.qualified_name, target.kind, file.display_path, edge.type, edge.confidence, rule.rule, edge.line
  FROM semantic_relationships AS edge
  JOIN semantic_nodes AS target ON target.id = edge.target_node_id
  JOIN file_metadata AS file ON file.id = target.file_id
  JOIN resolution_rules AS rule ON rule.id = edge.rule_id
 WHERE edge.source_node_id = :node_id
 ORDER BY edge.type, file.path, target.start_byte
 LIMIT :limit;

-- name: dependencies
-- What a file imports, in source order; a statement that leads nowhere known has no target.
SELECT import.line, import.kind, import.import_path, import.flags, target.display_path,
       dependency.is_external, dependency.confidence
  FROM file_imports AS import
  LEFT JOIN file_dependencies AS dependency ON dependency.import_id = import.id
  LEFT JOIN file_metadata AS target ON target.id = dependency.target_file_id
 WHERE import.file_id = :file_id
 ORDER BY import.start_byte, import.id, target.path;

-- name: dependents
-- Who imports a file, and where.
SELECT source.display_path, import.line, import.kind, import.import_path, import.flags
  FROM file_dependencies AS dependency
  JOIN file_imports AS import ON import.id = dependency.import_id
  JOIN file_metadata AS source ON source.id = dependency.source_file_id
 WHERE dependency.target_file_id = :file_id
 ORDER BY source.path, import.start_byte, import.id;

-- name: references_named
-- Where a name is used, whatever it means there.
SELECT file.display_path, reference.line, reference.column, reference.kind, expression.expression, node.id,
       node.qualified_name
  FROM reference_expressions AS expression
  JOIN semantic_references AS reference ON reference.expression_id = expression.id
  JOIN semantic_nodes AS node ON node.id = reference.node_id
  JOIN file_metadata AS file ON file.id = node.file_id
 WHERE expression.name = :name
 ORDER BY file.path, reference.start_byte, reference.kind
 LIMIT :limit;

-- name: imports_containing
-- Import statements whose path holds a text of three letters or more.
SELECT file.display_path, import.line, import.import_path, import.statement
  FROM file_dependencies_fts AS found
  JOIN file_imports AS import ON import.id = found.rowid
  JOIN file_metadata AS file ON file.id = import.file_id
 WHERE found.import_path LIKE :pattern
 ORDER BY file.path, import.start_byte, import.id
 LIMIT :limit;
