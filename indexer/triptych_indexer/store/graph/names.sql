-- Which definitions go by a name. Slim rows: a common name has thousands of them, and most are dropped by the rest of what
-- was typed.

-- name: named
-- Letter case ignored, as the index does.
SELECT node.id, node.kind, node.name, node.qualified_name, file.display_path
  FROM semantic_nodes AS node
  JOIN file_metadata AS file ON file.id = node.file_id
 WHERE node.name = :name COLLATE NOCASE
   AND node.kind <> 'section'
 ORDER BY file.path, node.start_byte;

-- name: of_files
-- The definitions that stand for whole files.
SELECT node.id
  FROM json_each(:ids) AS asked
  JOIN file_metadata AS file ON file.id = asked.value
  JOIN semantic_nodes AS node ON node.file_id = file.id
 WHERE node.parent_id IS NULL
   AND node.kind = 'module'
 ORDER BY file.path;

-- name: members
-- What some classes define under a name.
SELECT node.parent_id, node.id
  FROM json_each(:ids) AS asked
  JOIN semantic_nodes AS node ON node.parent_id = asked.value
 WHERE node.name = :name
 ORDER BY node.parent_id, node.start_byte;

-- name: all_names
-- scans: what is near a name with a slip in it stands anywhere in their order
SELECT DISTINCT name
  FROM semantic_nodes;
