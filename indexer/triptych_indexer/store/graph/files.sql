-- Files, and what is known of them besides their definitions.

-- name: known
-- scans: a run compares every file it finds with every file it knows
SELECT id, path, size_bytes, mtime_ns, inode, sha256, language, content, flags, facts_digest, skip_reason,
       status
  FROM file_metadata
 ORDER BY path;

-- name: known_at
SELECT id, path, size_bytes, mtime_ns, inode, sha256, language, content, flags, facts_digest, skip_reason,
       status
  FROM file_metadata
 WHERE path = :path;

-- name: by_ids
SELECT id, path, size_bytes, mtime_ns, inode, sha256, language, content, flags, facts_digest, skip_reason,
       status
  FROM file_metadata
 WHERE id IN (SELECT value FROM json_each(:ids))
 ORDER BY id;

-- name: any_between
SELECT 1
  FROM file_metadata
 WHERE path >= :first
   AND path < :beyond
 LIMIT 1;

-- name: tests_among
-- 1 is FileFlag.TEST.
SELECT file.id
  FROM json_each(:ids) AS asked
  JOIN file_metadata AS file ON file.id = asked.value
 WHERE file.flags & 1;

-- name: standing
SELECT f.status, coalesce(f.skip_reason, f.reason, ''), f.language,
       (SELECT count(*) FROM semantic_nodes AS n WHERE n.file_id = f.id),
       (SELECT count(*) FROM document_chunks AS c WHERE c.file_id = f.id)
  FROM file_metadata AS f
 WHERE f.path = :path;

-- name: read_between
SELECT count(*)
  FROM file_metadata
 WHERE path >= :first
   AND path < :beyond
   AND status <> 'skipped';

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
