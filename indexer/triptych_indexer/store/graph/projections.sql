-- What the text store and the vector store are made from.

-- name: vector_rows
SELECT chunk.id, chunk.chunk_key, chunk.file_id, coalesce(file.language, ''), file.content, chunk.kinds,
       chunk.embedding_hash
  FROM document_chunks AS chunk
  JOIN file_metadata AS file ON file.id = chunk.file_id
 WHERE chunk.id > :after
 ORDER BY chunk.id
 LIMIT :batch;

-- name: passages
SELECT chunk.id, chunk.passage
  FROM json_each(:ids) AS asked
  JOIN document_chunks AS chunk ON chunk.id = asked.value
 ORDER BY chunk.id;

-- name: text_rows
SELECT chunk.id, chunk.chunk_key, chunk.file_id, file.path, coalesce(file.language, ''), file.content, chunk.kinds,
       chunk.header_bytes, chunk.passage, chunk.start_byte, chunk.end_byte
  FROM document_chunks AS chunk
  JOIN file_metadata AS file ON file.id = chunk.file_id
 WHERE chunk.id > :after
 ORDER BY chunk.id
 LIMIT :batch;

-- name: definitions_of_files
-- In the order in which they were extracted: the module is left out, it names no chunk.
SELECT node.file_id, node.start_byte, node.name, node.qualified_name, node.signature, node.documentation
  FROM json_each(:file_ids) AS asked
  JOIN semantic_nodes AS node ON node.file_id = asked.value
 WHERE node.kind <> 'module'
 ORDER BY node.file_id, node.start_byte, node.end_byte DESC, node.id;

-- name: keys
-- scans: the digest is over all chunks; the index on (file, key) holds both columns.
SELECT id, chunk_key
  FROM document_chunks;

-- name: keys_after
SELECT id, chunk_key
  FROM document_chunks
 WHERE id > ?;

-- name: keys_of
SELECT chunk.id, chunk.chunk_key
  FROM json_each(:ids) AS asked
  JOIN document_chunks AS chunk ON chunk.id = asked.value
 ORDER BY chunk.id;

-- name: counts
-- scans: counting is reading.
SELECT (SELECT count(*) FROM file_metadata),
       (SELECT count(*) FROM semantic_nodes),
       (SELECT count(*) FROM document_chunks);
