-- Texts are kept deflated: they were a third of the index. What an older program wrote stays as it is until it changes.
CREATE TABLE former_chunks AS
SELECT id, file_id, node_id, chunk_key, embedding_hash, start_byte, end_byte, start_line, end_line, token_count, kinds,
       length(CAST(header AS BLOB)) AS header_bytes, header || char(10) || text AS passage
  FROM document_chunks;

DROP TABLE document_chunks;

-- Passages that tile their file: joined in order they are the file. The other two stores are made from these rows.
CREATE TABLE document_chunks (
    id INTEGER PRIMARY KEY,
    file_id INTEGER NOT NULL REFERENCES file_metadata (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    node_id INTEGER REFERENCES semantic_nodes (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,  -- NULL: a file without definitions
    chunk_key BLOB NOT NULL CHECK (length(chunk_key) = 16),            -- everything the other stores know of it
    embedding_hash BLOB NOT NULL CHECK (length(embedding_hash) = 16),  -- of the passage: what is embedded
    start_byte INTEGER NOT NULL CHECK (start_byte >= 0),
    end_byte INTEGER NOT NULL,
    start_line INTEGER NOT NULL CHECK (start_line >= 0),
    end_line INTEGER NOT NULL,                 -- of the last byte, inclusive
    token_count INTEGER NOT NULL CHECK (token_count >= 0),
    kinds INTEGER NOT NULL CHECK (kinds >= 0), -- a mask of model.KIND_BIT
    header_bytes INTEGER NOT NULL CHECK (header_bytes >= 0),  -- where in the passage its header ends
    passage ANY NOT NULL CHECK (typeof(passage) = 'blob' OR typeof(passage) = 'text'),  -- header, newline, text: deflated (zlib) if that is shorter
    CHECK (end_byte >= start_byte)
) STRICT;

INSERT INTO document_chunks (
    id, file_id, node_id, chunk_key, embedding_hash, start_byte, end_byte, start_line, end_line, token_count, kinds,
    header_bytes, passage)
SELECT id, file_id, node_id, chunk_key, embedding_hash, start_byte, end_byte, start_line, end_line, token_count, kinds,
       header_bytes, passage
  FROM former_chunks
 ORDER BY id;

DROP TABLE former_chunks;

CREATE UNIQUE INDEX document_chunks_key ON document_chunks (file_id, chunk_key);
-- From a place in a file to its chunk: where a definition starts, what a stack trace names.
CREATE INDEX document_chunks_place ON document_chunks (file_id, start_byte);
CREATE INDEX document_chunks_node ON document_chunks (node_id);
