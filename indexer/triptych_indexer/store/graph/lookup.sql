-- What a search asks of the graph. Lists come in as JSON arrays, so that a query's text never depends on their length;
-- an absent filter is NULL. Chunks tile their file, so a place lies in the last chunk that does not start after it.

-- name: nodes_named
-- Definitions of some names, letter case ignored, each with the chunk it starts in. What is no test comes first, so
-- that a cut hits tests; then the outer definitions, which have the shorter qualified names.
WITH found AS (
    SELECT n.id, n.file_id, n.name, n.qualified_name, n.kind, n.symbol, n.start_byte
      FROM json_each(:names) AS wanted
      JOIN semantic_nodes AS n ON n.name = wanted.value COLLATE NOCASE
      JOIN file_metadata AS f ON f.id = n.file_id
     WHERE (:languages IS NULL OR f.language IN (SELECT value FROM json_each(:languages)))
       AND (:not_languages IS NULL OR f.language IS NULL OR f.language NOT IN (SELECT value FROM json_each(:not_languages)))
       AND (:contents IS NULL OR f.content IN (SELECT value FROM json_each(:contents)))
       AND (:file_ids IS NULL OR f.id IN (SELECT value FROM json_each(:file_ids)))
       AND (:not_file_ids IS NULL OR f.id NOT IN (SELECT value FROM json_each(:not_file_ids)))
       AND (:kinds IS NULL OR n.kind IN (SELECT value FROM json_each(:kinds)))
       AND (:not_kinds IS NULL OR n.kind NOT IN (SELECT value FROM json_each(:not_kinds)))
     ORDER BY f.flags & 7, length(n.qualified_name), n.id
     LIMIT :limit
)
SELECT found.id, found.name, found.qualified_name, found.kind, found.symbol,
       (SELECT c.id
          FROM document_chunks AS c
         WHERE c.file_id = found.file_id
           AND c.start_byte <= found.start_byte
         ORDER BY c.start_byte DESC
         LIMIT 1)
  FROM found
 ORDER BY found.id;

-- name: nodes_prefixed
-- The same for names that begin so; :beyond is the first text after all of them.
WITH found AS (
    SELECT n.id, n.file_id, n.name, n.qualified_name, n.kind, n.symbol, n.start_byte
      FROM semantic_nodes AS n
      JOIN file_metadata AS f ON f.id = n.file_id
     WHERE n.name >= :prefix COLLATE NOCASE
       AND n.name < :beyond COLLATE NOCASE
       AND (:languages IS NULL OR f.language IN (SELECT value FROM json_each(:languages)))
       AND (:not_languages IS NULL OR f.language IS NULL OR f.language NOT IN (SELECT value FROM json_each(:not_languages)))
       AND (:contents IS NULL OR f.content IN (SELECT value FROM json_each(:contents)))
       AND (:file_ids IS NULL OR f.id IN (SELECT value FROM json_each(:file_ids)))
       AND (:not_file_ids IS NULL OR f.id NOT IN (SELECT value FROM json_each(:not_file_ids)))
       AND (:kinds IS NULL OR n.kind IN (SELECT value FROM json_each(:kinds)))
       AND (:not_kinds IS NULL OR n.kind NOT IN (SELECT value FROM json_each(:not_kinds)))
     ORDER BY length(n.name), f.flags & 7, n.id
     LIMIT :limit
)
SELECT found.id, found.name, found.qualified_name, found.kind, found.symbol,
       (SELECT c.id
          FROM document_chunks AS c
         WHERE c.file_id = found.file_id
           AND c.start_byte <= found.start_byte
         ORDER BY c.start_byte DESC
         LIMIT 1)
  FROM found
 ORDER BY found.id;

-- name: nodes_containing
-- The same for names that hold a text of three letters or more. The shortest names are the nearest ones.
WITH found AS (
    SELECT n.id, n.file_id, n.name, n.qualified_name, n.kind, n.symbol, n.start_byte
      FROM semantic_nodes_fts AS s
      JOIN semantic_nodes AS n ON n.id = s.rowid
      JOIN file_metadata AS f ON f.id = n.file_id
     WHERE s.name LIKE :pattern
       AND (:languages IS NULL OR f.language IN (SELECT value FROM json_each(:languages)))
       AND (:not_languages IS NULL OR f.language IS NULL OR f.language NOT IN (SELECT value FROM json_each(:not_languages)))
       AND (:contents IS NULL OR f.content IN (SELECT value FROM json_each(:contents)))
       AND (:file_ids IS NULL OR f.id IN (SELECT value FROM json_each(:file_ids)))
       AND (:not_file_ids IS NULL OR f.id NOT IN (SELECT value FROM json_each(:not_file_ids)))
       AND (:kinds IS NULL OR n.kind IN (SELECT value FROM json_each(:kinds)))
       AND (:not_kinds IS NULL OR n.kind NOT IN (SELECT value FROM json_each(:not_kinds)))
     ORDER BY length(n.name), f.flags & 7, n.id
     LIMIT :limit
)
SELECT found.id, found.name, found.qualified_name, found.kind, found.symbol,
       (SELECT c.id
          FROM document_chunks AS c
         WHERE c.file_id = found.file_id
           AND c.start_byte <= found.start_byte
         ORDER BY c.start_byte DESC
         LIMIT 1)
  FROM found
 ORDER BY found.id;

-- name: call_neighbours
-- Who calls some definitions and whom they call, the surest first. A hub has a hundred thousand callers: only :reach of
-- all the edges are looked at.
WITH met AS (
    SELECT g.callee_id AS id, g.confidence
      FROM json_each(:ids) AS asked
      JOIN node_call_graph AS g ON g.caller_id = asked.value
     UNION ALL
    SELECT g.caller_id, g.confidence
      FROM json_each(:ids) AS asked
      JOIN node_call_graph AS g ON g.callee_id = asked.value
     LIMIT :reach
),
surest AS (
    SELECT id, max(confidence) AS confidence
      FROM met
     GROUP BY id
     ORDER BY confidence DESC, id
     LIMIT :limit
)
SELECT n.id,
       (SELECT c.id
          FROM document_chunks AS c
         WHERE c.file_id = n.file_id
           AND c.start_byte <= n.start_byte
         ORDER BY c.start_byte DESC
         LIMIT 1),
       surest.confidence
  FROM surest
  JOIN semantic_nodes AS n ON n.id = surest.id
  JOIN file_metadata AS f ON f.id = n.file_id
 WHERE (:languages IS NULL OR f.language IN (SELECT value FROM json_each(:languages)))
   AND (:not_languages IS NULL OR f.language IS NULL OR f.language NOT IN (SELECT value FROM json_each(:not_languages)))
   AND (:contents IS NULL OR f.content IN (SELECT value FROM json_each(:contents)))
   AND (:file_ids IS NULL OR f.id IN (SELECT value FROM json_each(:file_ids)))
   AND (:not_file_ids IS NULL OR f.id NOT IN (SELECT value FROM json_each(:not_file_ids)))
   AND (:kinds IS NULL OR n.kind IN (SELECT value FROM json_each(:kinds)))
   AND (:not_kinds IS NULL OR n.kind NOT IN (SELECT value FROM json_each(:not_kinds)))
 ORDER BY surest.confidence DESC, n.id;

-- name: chunk_rows
-- Everything the ranker may know of some chunks, in one round trip.
SELECT c.id, c.file_id, f.path, f.display_path, f.language, f.content, f.flags, f.size_bytes, f.mtime_ns, f.inode, f.sha256,
       c.start_byte, c.end_byte, c.start_line, c.end_line, c.header_bytes, c.passage, c.kinds,
       n.id, n.qualified_name, n.kind, n.symbol
  FROM json_each(:ids) AS asked
  JOIN document_chunks AS c ON c.id = asked.value
  JOIN file_metadata AS f ON f.id = c.file_id
  LEFT JOIN semantic_nodes AS n ON n.id = c.node_id
 ORDER BY c.id;

-- name: chunk_origins
-- Where some chunks are from, without their texts: enough to drop most candidates before a text is read.
SELECT c.id, c.file_id, f.path, f.content, f.flags, c.kinds
  FROM json_each(:ids) AS asked
  JOIN document_chunks AS c ON c.id = asked.value
  JOIN file_metadata AS f ON f.id = c.file_id;

-- name: nodes_starting
-- The definitions that start in some chunks, the outer ones first.
SELECT n.id, n.name, n.qualified_name, n.kind, n.symbol, c.id
  FROM json_each(:ids) AS asked
  JOIN document_chunks AS c ON c.id = asked.value
  JOIN semantic_nodes AS n ON n.file_id = c.file_id
 WHERE n.start_byte >= c.start_byte
   AND n.start_byte < c.end_byte
   AND n.kind <> 'module'
 ORDER BY c.id, n.start_byte, n.end_byte DESC;

-- name: chunk_texts
SELECT c.id, c.header_bytes, c.passage
  FROM json_each(:ids) AS asked
  JOIN document_chunks AS c ON c.id = asked.value
 ORDER BY c.id;

-- name: all_chunk_texts
-- scans: a pattern without a whole word in it can stand anywhere; the reader stops at its deadline
SELECT c.id, c.header_bytes, c.passage
  FROM document_chunks AS c
  JOIN file_metadata AS f ON f.id = c.file_id
 WHERE (:languages IS NULL OR f.language IN (SELECT value FROM json_each(:languages)))
   AND (:not_languages IS NULL OR f.language IS NULL OR f.language NOT IN (SELECT value FROM json_each(:not_languages)))
   AND (:contents IS NULL OR f.content IN (SELECT value FROM json_each(:contents)))
   AND (:file_ids IS NULL OR f.id IN (SELECT value FROM json_each(:file_ids)))
   AND (:not_file_ids IS NULL OR f.id NOT IN (SELECT value FROM json_each(:not_file_ids)))
   AND (:kind_mask = 0 OR c.kinds & :kind_mask)
   AND NOT c.kinds & :not_kind_mask
 ORDER BY c.id;

-- name: chunk_places
-- The chunks of some files with their lines, in order.
SELECT c.file_id, c.id, c.start_line, c.end_line, c.kinds
  FROM json_each(:file_ids) AS asked
  JOIN document_chunks AS c ON c.file_id = asked.value
 ORDER BY c.file_id, c.start_byte;

-- name: file_paths
-- scans: globs over paths are matched one by one
SELECT f.id, f.path
  FROM file_metadata AS f
 ORDER BY f.id;

-- name: files_passing
-- Those of some files that a filter leaves.
SELECT f.id
  FROM json_each(:ids) AS asked
  JOIN file_metadata AS f ON f.id = asked.value
 WHERE (:languages IS NULL OR f.language IN (SELECT value FROM json_each(:languages)))
   AND (:not_languages IS NULL OR f.language IS NULL OR f.language NOT IN (SELECT value FROM json_each(:not_languages)))
   AND (:contents IS NULL OR f.content IN (SELECT value FROM json_each(:contents)))
   AND (:file_ids IS NULL OR f.id IN (SELECT value FROM json_each(:file_ids)))
   AND (:not_file_ids IS NULL OR f.id NOT IN (SELECT value FROM json_each(:not_file_ids)))
 ORDER BY length(f.path), f.path
 LIMIT :limit;

-- name: coverage
-- scans: a row a file, asked once for each generation
SELECT f.status, f.language, coalesce(f.skip_reason, f.reason, ''), count(*)
  FROM file_metadata AS f
 GROUP BY 1, 2, 3
 ORDER BY 1, 2, 3;
