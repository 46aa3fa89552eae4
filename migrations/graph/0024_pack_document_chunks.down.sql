-- SQL cannot inflate, so what an older program could not read goes: it finds an index that nothing was published in,
-- and its next run reads the repository anew.
DELETE FROM generation_pointer;
DELETE FROM semantic_index_stats;
DELETE FROM generation_file;
DELETE FROM rag_store_state;
DELETE FROM generation;
DELETE FROM node_call_graph;
DELETE FROM semantic_relationships;
DELETE FROM file_dependencies;
DELETE FROM file_imports;
DELETE FROM semantic_references;
DELETE FROM reference_expressions;
DELETE FROM semantic_node_parameters;
DELETE FROM semantic_node_type_parameters;
DELETE FROM semantic_nodes;
DELETE FROM file_metadata;
INSERT INTO semantic_nodes_fts (semantic_nodes_fts) VALUES ('delete-all');
INSERT INTO file_dependencies_fts (file_dependencies_fts) VALUES ('delete-all');

DROP TABLE document_chunks;

-- Passages that tile their file: joined in order they are the file. The other two stores are made from these rows.
CREATE TABLE document_chunks (
    id INTEGER PRIMARY KEY,
    file_id INTEGER NOT NULL REFERENCES file_metadata (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    node_id INTEGER REFERENCES semantic_nodes (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,  -- NULL: a file without definitions
    chunk_key BLOB NOT NULL CHECK (length(chunk_key) = 16),            -- everything the other stores know of it
    embedding_hash BLOB NOT NULL CHECK (length(embedding_hash) = 16),  -- of header, newline, text: what is embedded
    start_byte INTEGER NOT NULL CHECK (start_byte >= 0),
    end_byte INTEGER NOT NULL,
    start_line INTEGER NOT NULL CHECK (start_line >= 0),
    end_line INTEGER NOT NULL,                 -- of the last byte, inclusive
    token_count INTEGER NOT NULL CHECK (token_count >= 0),
    kinds INTEGER NOT NULL CHECK (kinds >= 0), -- a mask of model.KIND_BIT
    header TEXT NOT NULL,
    text TEXT NOT NULL,
    CHECK (end_byte >= start_byte)
) STRICT;

CREATE UNIQUE INDEX document_chunks_key ON document_chunks (file_id, chunk_key);
-- From a place in a file to its chunk: where a definition starts, what a stack trace names.
CREATE INDEX document_chunks_place ON document_chunks (file_id, start_byte);
CREATE INDEX document_chunks_node ON document_chunks (node_id);
