-- Files, and what is known of them besides their definitions.

-- name: known
-- scans: a run compares every file it finds with every file it knows
SELECT id, path, size_bytes, mtime_ns, inode, sha256, language, content, flags, facts_digest, skip_reason
  FROM file_metadata
 ORDER BY path;

-- name: by_ids
SELECT file.id, file.path, file.display_path, file.language, file.content, file.flags, file.size_bytes, file.mtime_ns,
       file.inode, file.sha256, file.status, coalesce(file.skip_reason, file.reason), file.lines_code,
       file.lines_comment, file.lines_blank, file.licence
  FROM json_each(:ids) AS asked
  JOIN file_metadata AS file ON file.id = asked.value
 ORDER BY file.id;

-- name: by_path
SELECT id, path, display_path, language, content, flags, size_bytes, mtime_ns, inode, sha256, status,
       coalesce(skip_reason, reason), lines_code, lines_comment, lines_blank, licence
  FROM file_metadata
 WHERE path = :path;

-- name: labels
-- scans: globs over paths, languages and flags are matched one by one
SELECT path, id, language, content, flags
  FROM file_metadata
 ORDER BY id;

-- name: counts
-- scans: a row a file
SELECT language, content, status, count(*), sum(size_bytes), sum(lines_code)
  FROM file_metadata
 GROUP BY language, content, status
 ORDER BY language, content, status;

-- name: not_parsed
-- Files without definitions and why, the reasons first: many files share one.
-- scans: a row a file
SELECT status, coalesce(skip_reason, reason, ''), display_path
  FROM file_metadata
 WHERE status <> 'parsed'
 ORDER BY status, 2, path;
