-- Definitions and what hangs on them.

-- name: by_ids
SELECT node.id, node.file_id, file.display_path, node.parent_id, node.kind, node.name, node.qualified_name, node.symbol,
       node.signature, node.return_type, node.documentation, coalesce(node.summary, node.documentation),
       node.visibility, node.modifiers, node.start_byte, node.end_byte, node.start_line, node.end_line,
       node.name_line, node.name_column, node.complexity, node.decorators
  FROM json_each(:ids) AS asked
  JOIN semantic_nodes AS node ON node.id = asked.value
  JOIN file_metadata AS file ON file.id = node.file_id
 ORDER BY node.id;

-- name: by_symbol
SELECT node.id, node.file_id, file.display_path, node.parent_id, node.kind, node.name, node.qualified_name, node.symbol,
       node.signature, node.return_type, node.documentation, coalesce(node.summary, node.documentation),
       node.visibility, node.modifiers, node.start_byte, node.end_byte, node.start_line, node.end_line,
       node.name_line, node.name_column, node.complexity, node.decorators
  FROM file_metadata AS file
  JOIN semantic_nodes AS node ON node.file_id = file.id
 WHERE file.path = :path
   AND node.symbol = :symbol;

-- name: at_line
-- The definitions a line stands in, innermost first.
SELECT node.id, node.file_id, file.display_path, node.parent_id, node.kind, node.name, node.qualified_name, node.symbol,
       node.signature, node.return_type, node.documentation, coalesce(node.summary, node.documentation),
       node.visibility, node.modifiers, node.start_byte, node.end_byte, node.start_line, node.end_line,
       node.name_line, node.name_column, node.complexity, node.decorators
  FROM file_metadata AS file
  JOIN semantic_nodes AS node ON node.file_id = file.id
 WHERE file.path = :path
   AND node.start_line <= :line
   AND node.end_line >= :line
 ORDER BY node.start_byte DESC, node.end_byte, node.id;

-- name: in_file
SELECT node.id, node.file_id, file.display_path, node.parent_id, node.kind, node.name, node.qualified_name, node.symbol,
       node.signature, node.return_type, node.documentation, coalesce(node.summary, node.documentation),
       node.visibility, node.modifiers, node.start_byte, node.end_byte, node.start_line, node.end_line,
       node.name_line, node.name_column, node.complexity, node.decorators
  FROM semantic_nodes AS node
  JOIN file_metadata AS file ON file.id = node.file_id
 WHERE node.file_id = :file_id
 ORDER BY node.start_byte, node.end_byte DESC, node.id;

-- name: children
SELECT node.id, node.file_id, file.display_path, node.parent_id, node.kind, node.name, node.qualified_name, node.symbol,
       node.signature, node.return_type, node.documentation, coalesce(node.summary, node.documentation),
       node.visibility, node.modifiers, node.start_byte, node.end_byte, node.start_line, node.end_line,
       node.name_line, node.name_column, node.complexity, node.decorators
  FROM semantic_nodes AS node
  JOIN file_metadata AS file ON file.id = node.file_id
 WHERE node.parent_id = :node_id
 ORDER BY node.start_byte, node.id;

-- name: parameters
SELECT position, name, type, default_value, kind, documentation
  FROM semantic_node_parameters
 WHERE node_id = :node_id
 ORDER BY position;

-- name: type_parameters
SELECT position, name, bounds, default_value, variance
  FROM semantic_node_type_parameters
 WHERE node_id = :node_id
 ORDER BY position;

-- name: counts
-- scans: counting is reading
SELECT file.language, node.kind, count(*)
  FROM semantic_nodes AS node
  JOIN file_metadata AS file ON file.id = node.file_id
 GROUP BY file.language, node.kind
 ORDER BY file.language, node.kind;
