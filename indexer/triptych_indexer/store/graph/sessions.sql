-- Runs, from their first to their last second.

-- name: begin
INSERT INTO ast_parsing_sessions (root, source_revision, settings_digest, tool_version, status, started_at)
VALUES (:root, :source_revision, :settings_digest, :tool_version, 'running', :started_at);

-- name: finish
UPDATE ast_parsing_sessions
   SET status = :status,
       files_seen = :files_seen,
       files_parsed = :files_parsed,
       files_skipped = :files_skipped,
       files_failed = :files_failed,
       nodes_made = :nodes_made,
       stage_timings = :stage_timings,
       errors = :errors,
       finished_at = :finished_at
 WHERE id = :id;

-- name: interrupt_running
-- Whoever holds the writer's lock knows that no other run is alive.
UPDATE ast_parsing_sessions
   SET status = 'interrupted',
       finished_at = :finished_at
 WHERE status = 'running';

-- name: latest
SELECT id, root, source_revision, settings_digest, tool_version, status, files_seen, files_parsed, files_skipped,
       files_failed, nodes_made, stage_timings, errors, started_at, finished_at
  FROM ast_parsing_sessions
 ORDER BY id DESC
 LIMIT :limit;
