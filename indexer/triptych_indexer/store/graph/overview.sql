-- Figures over a whole generation, and the source of a place.

-- name: totals
-- scans: counting is reading; `status` asks it once.
SELECT (SELECT count(*) FROM node_call_graph),
       (SELECT count(*) FROM file_dependencies WHERE target_file_id IS NULL AND is_external = 0),
       (SELECT coalesce(sum(parse_error_bytes), 0) FROM file_metadata),
       (SELECT coalesce(sum(names), 0)
          FROM (SELECT count(*) AS names FROM file_metadata WHERE status <> 'skipped' GROUP BY inode HAVING count(*) > 1));

-- name: chunks_between
SELECT start_byte, header_bytes, passage
  FROM document_chunks
 WHERE file_id = :file_id
   AND end_byte > :start_byte
   AND start_byte < :end_byte
 ORDER BY start_byte;
