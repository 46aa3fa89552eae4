-- Runs, as they are remembered.

-- name: latest
-- scans: from the newest row back, no further than the limit.
SELECT id, root, source_revision, settings_digest, tool_version, status, files_seen, files_parsed, files_skipped,
       files_failed, nodes_made, stage_timings, errors, started_at
  FROM ast_parsing_sessions
 ORDER BY id DESC
 LIMIT :limit;

-- name: changes
SELECT change, count(*)
  FROM code_change_tracking
 WHERE session_id = :session_id
 GROUP BY change
 ORDER BY change;
