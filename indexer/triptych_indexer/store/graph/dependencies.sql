-- Walking the imports between files, a level at a time.

-- name: file_at
SELECT id, display_path
  FROM file_metadata
 WHERE path = :path
   AND sha256 IS NOT NULL;

-- name: files_below
-- `/` and what follows it in ASCII are the bounds of a folder.
SELECT id, display_path
  FROM file_metadata
 WHERE path >= :first
   AND path < :beyond
   AND sha256 IS NOT NULL
 ORDER BY path;

-- name: imported_by_step
-- Whom some files import.
SELECT dependency.source_file_id, target.id, source.display_path, target.display_path, import.line, import.kind, import.flags,
       import.import_path
  FROM json_each(:ids) AS asked
  JOIN file_dependencies AS dependency ON dependency.source_file_id = asked.value
  JOIN file_imports AS import ON import.id = dependency.import_id
  JOIN file_metadata AS source ON source.id = dependency.source_file_id
  JOIN file_metadata AS target ON target.id = dependency.target_file_id
 WHERE dependency.target_file_id IS NOT NULL
 ORDER BY target.path, import.flags & 6, source.path, import.start_byte;

-- name: importing_step
-- Who imports some files.
SELECT dependency.target_file_id, source.id, source.display_path, target.display_path, import.line, import.kind, import.flags,
       import.import_path
  FROM json_each(:ids) AS asked
  JOIN file_dependencies AS dependency ON dependency.target_file_id = asked.value
  JOIN file_imports AS import ON import.id = dependency.import_id
  JOIN file_metadata AS source ON source.id = dependency.source_file_id
  JOIN file_metadata AS target ON target.id = dependency.target_file_id
 ORDER BY source.path, import.flags & 6, target.path, import.start_byte;

-- name: leading_out
-- Statements that lead to no file of the repository: elsewhere, or nobody could tell.
SELECT source.display_path, import.line, import.import_path, dependency.is_external
  FROM json_each(:ids) AS asked
  JOIN file_dependencies AS dependency ON dependency.source_file_id = asked.value AND dependency.target_file_id IS NULL
  JOIN file_imports AS import ON import.id = dependency.import_id
  JOIN file_metadata AS source ON source.id = dependency.source_file_id
 ORDER BY import.import_path, source.path, import.start_byte;

-- name: test_files_importing
-- Files of tests that import some files. 1 is FileFlag.TEST.
SELECT DISTINCT source.display_path, dependency.target_file_id
  FROM json_each(:ids) AS asked
  JOIN file_dependencies AS dependency ON dependency.target_file_id = asked.value
  JOIN file_metadata AS source ON source.id = dependency.source_file_id
 WHERE source.flags & 1
 ORDER BY source.path, dependency.target_file_id;
