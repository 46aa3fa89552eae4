-- Figures per generation.

-- name: record
-- scans: every figure counts a whole table, once per publish
INSERT INTO semantic_index_stats (generation, metric, key, value)
SELECT :generation, 'files_by_language', coalesce(language, 'none'), count(*) FROM file_metadata GROUP BY language
 UNION ALL
SELECT :generation, 'files_by_content', content, count(*) FROM file_metadata GROUP BY content
 UNION ALL
SELECT :generation, 'files_by_status', status, count(*) FROM file_metadata GROUP BY status
 UNION ALL
SELECT :generation, 'lines_by_language', coalesce(language, 'none'), sum(lines_code) FROM file_metadata GROUP BY language
 UNION ALL
SELECT :generation, 'nodes_by_kind', kind, count(*) FROM semantic_nodes GROUP BY kind
 UNION ALL
SELECT :generation, 'calls_by_type', call_type, count(*) FROM node_call_graph GROUP BY call_type
 UNION ALL
SELECT :generation, 'calls_by_confidence', printf('%.2f', confidence), sum(call_count) FROM node_call_graph GROUP BY confidence
 UNION ALL
SELECT :generation, 'relationships_by_type', type, count(*) FROM semantic_relationships GROUP BY type
 UNION ALL
SELECT :generation, 'unresolved_calls', '', coalesce(sum(unresolved_calls), 0) FROM file_metadata
 UNION ALL
SELECT :generation, 'parse_error_bytes', '', coalesce(sum(parse_error_bytes), 0) FROM file_metadata
 UNION ALL
SELECT :generation, 'source_bytes', '', coalesce(sum(size_bytes), 0) FROM file_metadata WHERE status <> 'skipped'
 UNION ALL
SELECT :generation, 'chunks', '', count(*) FROM document_chunks;

-- name: record_value
INSERT INTO semantic_index_stats (generation, metric, key, value)
VALUES (:generation, :metric, :key, :value)
    ON CONFLICT (generation, metric, key) DO UPDATE SET value = excluded.value;

-- name: of_generation
SELECT metric, key, value
  FROM semantic_index_stats
 WHERE generation = :generation
 ORDER BY metric, key;
