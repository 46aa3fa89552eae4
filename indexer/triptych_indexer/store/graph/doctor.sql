-- name: last_session
-- scans: stops at the newest row.
SELECT status, files_skipped, files_failed, errors
  FROM ast_parsing_sessions
 ORDER BY id DESC
 LIMIT 1;

-- name: text_columns
SELECT t.name, c.name
  FROM pragma_table_list AS t,
       pragma_table_info(t.name) AS c
 WHERE t.schema = 'main'
   AND t.type = 'table'
   AND c.type = 'TEXT'
 ORDER BY t.name, c.cid;

-- name: hashed_texts
-- scans: a deep examination reads every text.
SELECT id, embedding_hash, passage
  FROM document_chunks;

-- name: last_upkeep
-- scans: stops at the newest row.
SELECT action, result, details
  FROM sync_audit_trail
 ORDER BY id DESC
 LIMIT 1;

-- name: contradictions
-- What should be nowhere, told by the views that look for it.
-- scans: a deep examination reads everything.
SELECT 'definitions without a home', count(*) FROM orphaned_nodes
 UNION ALL
SELECT 'dependencies that are not of their statement', count(*) FROM invalid_dependencies
 UNION ALL
SELECT 'texts that nothing uses', count(*) FROM stale_records
 UNION ALL
SELECT 'files of which less is known than should be', count(*) FROM files_missing_metadata;
