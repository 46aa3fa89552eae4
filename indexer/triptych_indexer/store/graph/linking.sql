-- What the linker asks for, and how the edges it gives are written.

-- name: files
-- scans: the linker has to know every path that an import could mean.
SELECT id, path, language
  FROM file_metadata
 WHERE sha256 IS NOT NULL
 ORDER BY path;

-- name: test_files
-- scans: with `files`, once per run. 1 is FileFlag.TEST.
SELECT id
  FROM file_metadata
 WHERE flags & 1;

-- name: texts_in
SELECT header_bytes, passage
  FROM document_chunks
 WHERE file_id = :file_id
 ORDER BY start_byte;

-- name: definitions_in
-- In source order, the module first: the order in which the extractor made them.
SELECT id, file_id, parent_id, kind, name, modifiers, return_type, start_byte, decorators, name_line, qualified_name
  FROM semantic_nodes
 WHERE file_id = :file_id
 ORDER BY parent_id IS NOT NULL, start_byte, end_byte DESC, name_start_byte, id;

-- name: definitions_named
-- The index ignores letter case and gives ids in order; the second condition does not ignore it.
SELECT id, file_id, parent_id, kind, name, modifiers, return_type, start_byte, decorators, name_line, qualified_name
  FROM semantic_nodes
 WHERE name = :name COLLATE NOCASE
   AND name = :name
 ORDER BY id
 LIMIT :limit;

-- name: parameters_in
SELECT p.node_id, p.position, p.name, p.type, p.default_value, p.kind
  FROM semantic_nodes AS n
  JOIN semantic_node_parameters AS p ON p.node_id = n.id
 WHERE n.file_id = :file_id
 ORDER BY p.node_id, p.position;

-- name: type_parameters_in
SELECT t.node_id, t.name, t.bounds
  FROM semantic_nodes AS n
  JOIN semantic_node_type_parameters AS t ON t.node_id = n.id
 WHERE n.file_id = :file_id
 ORDER BY t.node_id, t.position;

-- name: bindings_in
SELECT bindings
  FROM file_bindings
 WHERE file_id = :file_id;

-- name: references_in
-- In no order: Linking sorts, with the texts of the expressions, which it remembers.
SELECT r.start_byte, r.kind, r.expression_id, r.node_id, r.line, r.flags, r.rule_line
  FROM semantic_nodes AS n
  JOIN semantic_references AS r ON r.node_id = n.id
 WHERE n.file_id = :file_id;

-- name: inheritance_in
-- Codes of `inherit` and `implement`: see reference_sites.
SELECT r.start_byte, r.kind, r.expression_id, r.node_id, r.line, r.flags, r.rule_line
  FROM semantic_nodes AS n
  JOIN semantic_references AS r ON r.node_id = n.id AND r.kind IN (2, 3)
 WHERE n.file_id = :file_id;

-- name: expression
SELECT expression, name
  FROM reference_expressions
 WHERE id = ?;

-- name: imports_in
SELECT id, node_id, kind, import_path, imported_names, flags, line
  FROM file_imports
 WHERE file_id = :file_id
 ORDER BY start_byte, id;

-- name: files_naming
-- Files that use one of these names, whatever it means there.
SELECT DISTINCT n.file_id
  FROM json_each(:names) AS wanted
  JOIN reference_expressions AS e ON e.name = wanted.value
  JOIN semantic_references AS r ON r.expression_id = e.id
  JOIN semantic_nodes AS n ON n.id = r.node_id;

-- name: imports_mentioning
-- scans: a word may stand anywhere in a path or among the names; the table is small (a statement a row) and the scan
-- is the price of not keeping an index over the words of import statements.
SELECT i.file_id, i.imported_names
  FROM file_imports AS i
 WHERE EXISTS (
           SELECT 1
             FROM json_each(:words) AS word
            WHERE instr(i.import_path, word.value) OR instr(i.imported_names, word.value)
       );

-- name: dependents_of
-- Files that looked at one of these when they were linked.
SELECT DISTINCT s.file_id
  FROM json_each(:file_ids) AS wanted
  JOIN link_sources AS s ON s.source_file_id = wanted.value;

-- name: clear_sources
DELETE FROM link_sources
 WHERE file_id = :file_id;

-- name: add_source
INSERT INTO link_sources (source_file_id, file_id)
VALUES (?, ?);

-- name: types_named
-- Files that define a type of one of these names; impl blocks elsewhere add to it.
SELECT DISTINCT n.file_id
  FROM json_each(:names) AS wanted
  JOIN semantic_nodes AS n ON n.name = wanted.value COLLATE NOCASE
 WHERE n.name = wanted.value
   AND n.kind IN ('struct', 'enum', 'trait', 'type_alias');

-- name: is_empty
-- scans: stops at the first row. A run that reads every file again has no edges left, but what they were made from.
SELECT NOT EXISTS (SELECT 1 FROM file_dependencies)
   AND NOT EXISTS (SELECT 1 FROM semantic_relationships)
   AND NOT EXISTS (SELECT 1 FROM node_call_graph)
   AND NOT EXISTS (SELECT 1 FROM link_sources);

-- name: clear_dependencies
DELETE FROM file_dependencies
 WHERE source_file_id = :file_id;

-- name: clear_calls
DELETE FROM node_call_graph
 WHERE caller_id IN (SELECT id FROM semantic_nodes WHERE file_id = :file_id);

-- name: clear_relationships
DELETE FROM semantic_relationships
 WHERE source_node_id IN (SELECT id FROM semantic_nodes WHERE file_id = :file_id);

-- name: add_dependency
INSERT INTO file_dependencies (import_id, source_file_id, target_file_id, is_external, confidence)
VALUES (?, ?, ?, ?, ?);

-- name: add_call
INSERT INTO node_call_graph (caller_id, callee_id, call_type, is_async, sites, call_count, confidence)
VALUES (?, ?, ?, ?, ?, ?, ?);

-- name: add_rule
INSERT INTO resolution_rules (rule)
VALUES (?)
ON CONFLICT (rule) DO NOTHING;

-- name: rules
-- scans: a few hundred rules, read once per run.
SELECT rule, id
  FROM resolution_rules
 ORDER BY id;

-- name: add_relationship
INSERT INTO semantic_relationships (source_node_id, target_node_id, type, confidence, rule_id, line)
VALUES (?, ?, ?, ?, ?, ?);

-- name: set_unresolved
UPDATE file_metadata
   SET unresolved_calls = ?
 WHERE id = ?;
