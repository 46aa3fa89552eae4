-- name: last_session
-- scans: stops at the newest row.
SELECT status, files_skipped, files_failed, errors
  FROM ast_parsing_sessions
 ORDER BY id DESC
 LIMIT 1;

-- name: hashed_texts
-- scans: a deep examination reads every text.
SELECT id, embedding_hash, header, text
  FROM document_chunks;
