-- name: current
SELECT g.number, g.created_at, g.files, g.nodes, g.chunks, g.model_fingerprint, g.source_revision, g.set_digest
  FROM generation_pointer AS p
  JOIN generation AS g ON g.number = p.generation
 WHERE p.one = 1;

-- name: numbered
SELECT number, created_at, files, nodes, chunks, model_fingerprint, source_revision, set_digest
  FROM generation
 WHERE number = :number;

-- name: numbers
-- scans: at most a handful of generations are kept.
SELECT number
  FROM generation
 ORDER BY number;

-- name: states
SELECT store, location, version, tag, rows, set_digest, bytes, details
  FROM rag_store_state
 WHERE generation = :number
 ORDER BY store;

-- name: files
SELECT relative_path, size_bytes, sha256
  FROM generation_file
 WHERE generation = :number
   AND store = :store
 ORDER BY relative_path;

-- name: locations
-- scans: three rows for each of the few generations kept.
SELECT DISTINCT store, location
  FROM rag_store_state
 ORDER BY store, location;

-- name: add
INSERT INTO generation (number, parent, session_id, created_at, files, nodes, chunks, set_digest, model_fingerprint,
                        source_revision)
VALUES (:number, :parent, :session, :created_at, :files, :nodes, :chunks, :set_digest, :model_fingerprint,
        :source_revision);

-- name: add_state
INSERT INTO rag_store_state (generation, store, location, version, tag, rows, set_digest, bytes, health, details)
VALUES (:generation, :store, :location, :version, :tag, :rows, :set_digest, :bytes, 'ok', :details);

-- name: note_broken
UPDATE rag_store_state
   SET health = 'broken', last_error = :trouble
 WHERE generation = :generation
   AND store = :store;

-- name: add_file
INSERT INTO generation_file (generation, store, relative_path, size_bytes, sha256)
VALUES (?, ?, ?, ?, ?);

-- name: move_pointer
INSERT INTO generation_pointer (one, generation)
VALUES (1, :number)
    ON CONFLICT (one) DO UPDATE SET generation = excluded.generation;

-- name: remove
DELETE FROM generation
 WHERE number = :number;

-- name: audit
INSERT INTO sync_audit_trail (at, action, from_generation, to_generation, result, duration_ms, details)
VALUES (:at, :action, :from_generation, :to_generation, :result, :duration_ms, :details);

-- name: begin_session
INSERT INTO ast_parsing_sessions (root, source_revision, settings_digest, tool_version, status, started_at)
VALUES (:root, :revision, :settings_digest, :tool_version, 'running', :now);

-- name: close_session
UPDATE ast_parsing_sessions
   SET status = :status, finished_at = :now, stage_timings = :timings, errors = :errors, files_seen = :files_seen,
       files_parsed = :files_parsed, files_skipped = :files_skipped, files_failed = :files_failed,
       nodes_made = :nodes_made
 WHERE id = :id;

-- name: interrupt_sessions
-- Whoever holds the writer's lock knows that no other run is alive.
-- scans: an index that holds nothing but running ones.
UPDATE ast_parsing_sessions
   SET status = 'interrupted', finished_at = :now
 WHERE status = 'running';

-- name: last_status
-- scans: stops at the newest row.
SELECT status
  FROM ast_parsing_sessions
 ORDER BY id DESC
 LIMIT 1;

-- name: scan_started
-- Of the last run that ended well, also one that found only new times: it has looked at every file.
-- scans: from the newest run back, which is seldom more than one row.
SELECT started_at
  FROM ast_parsing_sessions
 WHERE status = 'completed'
 ORDER BY id DESC
 LIMIT 1;
