-- Files, and what is known of them besides their definitions.

-- name: known
-- scans: a run compares every file it finds with every file it knows
SELECT id, path, size_bytes, mtime_ns, inode, sha256, language, content, flags, facts_digest, skip_reason
  FROM file_metadata
 ORDER BY path;

-- name: known_at
SELECT id, path, size_bytes, mtime_ns, inode, sha256, language, content, flags, facts_digest, skip_reason
  FROM file_metadata
 WHERE path = :path;

-- name: any_between
SELECT 1
  FROM file_metadata
 WHERE path >= :first
   AND path < :beyond
 LIMIT 1;

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
