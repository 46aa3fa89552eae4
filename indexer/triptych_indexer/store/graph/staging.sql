-- What staging writes, and what it has to know of the rows it replaces.

-- name: identity_counters
-- scans: four rows
SELECT name, last_id
  FROM identity_counters;

-- name: save_counter
UPDATE identity_counters
   SET last_id = ?
 WHERE name = ?;

-- name: is_empty
-- scans: stops at the first row
SELECT NOT EXISTS (SELECT 1 FROM file_metadata);

-- name: next_expression
SELECT coalesce(max(id), 0) + 1
  FROM reference_expressions;

-- name: index_node
INSERT INTO semantic_nodes_fts (rowid, name, qualified_name, signature)
VALUES (?, ?, ?, ?);

-- name: unindex_node
-- An index without its own copy of the text has to be told what it was.
INSERT INTO semantic_nodes_fts (semantic_nodes_fts, rowid, name, qualified_name, signature)
VALUES ('delete', ?, ?, ?, ?);

-- name: index_import
INSERT INTO file_dependencies_fts (rowid, import_path)
VALUES (?, ?);

-- name: unindex_import
INSERT INTO file_dependencies_fts (file_dependencies_fts, rowid, import_path)
VALUES ('delete', ?, ?);

-- name: rebuild_nodes_fts
INSERT INTO semantic_nodes_fts (semantic_nodes_fts) VALUES ('rebuild');

-- name: rebuild_dependencies_fts
INSERT INTO file_dependencies_fts (file_dependencies_fts) VALUES ('rebuild');

-- name: count_new_chunks
SELECT count(*)
  FROM document_chunks
 WHERE id > ?;

-- name: displace_file
-- A path cannot hold a NUL, so nothing real has such a name.
UPDATE file_metadata
   SET path = CAST(x'00' || id AS BLOB)
 WHERE path = ?
   AND id <> ?;

-- name: displaced_files
SELECT count(*)
  FROM file_metadata
 WHERE path >= x'00'
   AND path < x'01';

-- name: save_file
INSERT INTO file_metadata (
    id, path, display_path, language, content, size_bytes, mtime_ns, inode, sha256, flags, skip_reason, status,
    reason, lines_code, lines_comment, lines_blank, parse_error_bytes, redactions, licence, facts_digest, session_id)
VALUES (
    :id, :path, :display_path, :language, :content, :size_bytes, :mtime_ns, :inode, :sha256, :flags, :skip_reason,
    :status, :reason, :lines_code, :lines_comment, :lines_blank, :parse_error_bytes, :redactions, :licence,
    :facts_digest, :session_id)
ON CONFLICT (id) DO UPDATE SET
    path = excluded.path,
    display_path = excluded.display_path,
    language = excluded.language,
    content = excluded.content,
    size_bytes = excluded.size_bytes,
    mtime_ns = excluded.mtime_ns,
    inode = excluded.inode,
    sha256 = excluded.sha256,
    flags = excluded.flags,
    skip_reason = excluded.skip_reason,
    status = excluded.status,
    reason = excluded.reason,
    lines_code = excluded.lines_code,
    lines_comment = excluded.lines_comment,
    lines_blank = excluded.lines_blank,
    parse_error_bytes = excluded.parse_error_bytes,
    redactions = excluded.redactions,
    unresolved_calls = 0,
    licence = excluded.licence,
    facts_digest = excluded.facts_digest,
    session_id = excluded.session_id;

-- name: touch_file
UPDATE file_metadata
   SET size_bytes = ?, mtime_ns = ?, inode = ?
 WHERE id = ?;

-- name: delete_file
DELETE FROM file_metadata
 WHERE id = ?;

-- name: old_nodes
SELECT id, symbol, content_hash, name, qualified_name, signature, kind, return_type, modifiers, decorators
  FROM semantic_nodes
 WHERE file_id = ?;

-- name: insert_node
INSERT INTO semantic_nodes (
    file_id, id, parent_id, kind, name, qualified_name, symbol, signature, return_type, documentation, summary,
    visibility, modifiers, start_byte, end_byte, start_line, start_column, end_line, end_column, name_start_byte,
    name_end_byte, name_line, name_column, complexity, decorators, content_hash)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: update_node
UPDATE semantic_nodes
   SET parent_id = ?, kind = ?, name = ?, qualified_name = ?, symbol = ?, signature = ?, return_type = ?,
       documentation = ?, summary = ?, visibility = ?, modifiers = ?, start_byte = ?, end_byte = ?, start_line = ?,
       start_column = ?, end_line = ?, end_column = ?, name_start_byte = ?, name_end_byte = ?, name_line = ?,
       name_column = ?, complexity = ?, decorators = ?, content_hash = ?
 WHERE id = ?;

-- name: delete_node
DELETE FROM semantic_nodes
 WHERE id = ?;

-- name: insert_parameter
INSERT INTO semantic_node_parameters (node_id, position, name, type, default_value, kind, documentation)
VALUES (?, ?, ?, ?, ?, ?, ?);

-- name: delete_parameters
DELETE FROM semantic_node_parameters
 WHERE node_id IN (SELECT id FROM semantic_nodes WHERE file_id = ?);

-- name: insert_type_parameter
INSERT INTO semantic_node_type_parameters (node_id, position, name, bounds, default_value, variance)
VALUES (?, ?, ?, ?, ?, ?);

-- name: delete_type_parameters
DELETE FROM semantic_node_type_parameters
 WHERE node_id IN (SELECT id FROM semantic_nodes WHERE file_id = ?);

-- name: old_imports
SELECT id, kind, import_path, imported_names, flags
  FROM file_imports
 WHERE file_id = ?;

-- name: delete_bindings
DELETE FROM file_bindings
 WHERE file_id = ?;

-- name: insert_bindings
INSERT INTO file_bindings (file_id, surface, bindings)
VALUES (?, ?, ?);

-- name: old_surface
SELECT surface
  FROM file_bindings
 WHERE file_id = ?;

-- name: insert_import
INSERT INTO file_imports (id, file_id, node_id, kind, import_path, imported_names, statement, flags, line, start_byte)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: delete_imports
-- What they led to goes with them.
DELETE FROM file_imports
 WHERE file_id = ?;

-- name: delete_relationships
-- Edges belong to the file they start in.
DELETE FROM semantic_relationships
 WHERE source_node_id IN (SELECT id FROM semantic_nodes WHERE file_id = ?);

-- name: delete_calls
DELETE FROM node_call_graph
 WHERE caller_id IN (SELECT id FROM semantic_nodes WHERE file_id = ?);

-- name: find_expression
SELECT id
  FROM reference_expressions
 WHERE name = ?
   AND expression = ?;

-- name: insert_expression
INSERT INTO reference_expressions (id, name, expression)
VALUES (?, ?, ?);

-- name: old_expressions
SELECT DISTINCT reference.expression_id
  FROM semantic_nodes AS node
  JOIN semantic_references AS reference ON reference.node_id = node.id
 WHERE node.file_id = ?;

-- name: delete_expression
DELETE FROM reference_expressions
 WHERE id = ?1
   AND NOT EXISTS (SELECT 1 FROM semantic_references WHERE expression_id = ?1);

-- name: insert_reference
-- The same fact seen twice (two patterns at one place) is one fact.
INSERT INTO semantic_references (node_id, start_byte, kind, expression_id, line, column, flags, rule_line)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (node_id, start_byte, kind, expression_id) DO NOTHING;

-- name: delete_references
DELETE FROM semantic_references
 WHERE node_id IN (SELECT id FROM semantic_nodes WHERE file_id = ?);

-- name: old_chunks
SELECT chunk_key, id
  FROM document_chunks
 WHERE file_id = ?;

-- name: insert_chunk
INSERT INTO document_chunks (
    id, file_id, node_id, chunk_key, embedding_hash, start_byte, end_byte, start_line, end_line, token_count, kinds,
    header_bytes, passage)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: move_chunk
-- Its text is the same, so the other stores need not know.
UPDATE document_chunks
   SET node_id = ?, start_byte = ?, end_byte = ?, start_line = ?, end_line = ?
 WHERE id = ?;

-- name: delete_chunk
DELETE FROM document_chunks
 WHERE id = ?;

-- name: insert_change
INSERT INTO code_change_tracking (
    session_id, file_id, path, display_path, change, old_display_path, old_sha256, new_sha256, affected_nodes)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?);
