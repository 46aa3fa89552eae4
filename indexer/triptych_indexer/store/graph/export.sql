-- Everything of one sort, in an order that depends on the source alone: two indexes of the same files export the same.
-- Lines are those that people count, from 1; a call from the code of a module itself has the caller's line 0.

-- name: nodes
-- scans: an export is everything
SELECT file.display_path, node.name_line + 1, node.kind, node.qualified_name, node.symbol
  FROM semantic_nodes AS node
  JOIN file_metadata AS file ON file.id = node.file_id
 ORDER BY file.path, node.start_byte, node.end_byte DESC, node.symbol;

-- name: calls
-- scans: an export is everything
SELECT caller_file.display_path, iif(caller.parent_id IS NULL, 0, caller.name_line + 1), callee_file.display_path,
       callee.name_line + 1, call.confidence, call.call_type
  FROM node_call_graph AS call
  JOIN semantic_nodes AS caller ON caller.id = call.caller_id
  JOIN file_metadata AS caller_file ON caller_file.id = caller.file_id
  JOIN semantic_nodes AS callee ON callee.id = call.callee_id
  JOIN file_metadata AS callee_file ON callee_file.id = callee.file_id
 ORDER BY caller_file.path, caller.start_byte, caller.symbol, callee_file.path, callee.start_byte, callee.symbol,
          call.call_type;

-- name: imports
-- One row for each pair of files; what leads out of the repository has no target and is left out.
-- scans: an export is everything
SELECT source.display_path, target.display_path, min(import.kind)
  FROM file_dependencies AS dependency
  JOIN file_imports AS import ON import.id = dependency.import_id
  JOIN file_metadata AS source ON source.id = import.file_id
  JOIN file_metadata AS target ON target.id = dependency.target_file_id
 GROUP BY source.path, target.path
 ORDER BY source.path, target.path;
