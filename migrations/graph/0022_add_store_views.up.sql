-- What each store holds, down to the chunk and the definition.

-- One row per vector of the served generation.
CREATE VIEW vector_metadata AS
SELECT chunk.id AS chunk_id, chunk.embedding_hash, generation.number AS generation, generation.model_fingerprint
  FROM generation_pointer AS pointer
  JOIN generation ON generation.number = pointer.generation
  JOIN document_chunks AS chunk
 WHERE generation.model_fingerprint IS NOT NULL;

-- Per model and index, as the vector store told it when it was written; `details` is JSON.
CREATE VIEW vector_index_metadata AS
SELECT state.generation, generation.model_fingerprint, state.location, state.version, state.rows, state.bytes, state.details
  FROM rag_store_state AS state
  JOIN generation ON generation.number = state.generation
 WHERE state.store = 'lancedb';

-- One row per document of the text index of the served generation.
CREATE VIEW fts_index_metadata AS
SELECT chunk.id AS document_id, chunk.id AS chunk_id, chunk.chunk_key, pointer.generation
  FROM generation_pointer AS pointer
  JOIN document_chunks AS chunk;

-- Per frozen set of segments; `details` is JSON.
CREATE VIEW fts_segment_metadata AS
SELECT state.generation, state.location, state.version, state.rows AS documents, state.bytes, state.details
  FROM rag_store_state AS state
 WHERE state.store = 'tantivy';

-- Per definition: how many chunks hold it in the three stores, and how central it is.
CREATE VIEW rag_metadata AS
SELECT node.id AS node_id, pointer.generation, generation.model_fingerprint,
       (SELECT count(*) FROM document_chunks AS chunk WHERE chunk.node_id = node.id) AS chunks,
       generation.model_fingerprint IS NULL AS needs_embedding,
       (SELECT count(*) FROM node_call_graph AS call WHERE call.callee_id = node.id) AS callers
  FROM generation_pointer AS pointer
  JOIN generation ON generation.number = pointer.generation
  JOIN semantic_nodes AS node;

-- The indexes, with what ANALYZE counted. (Names that begin with `sqlite_` are reserved.)
ANALYZE;

CREATE VIEW sql_index_metadata AS
SELECT master.name, master.tbl_name AS table_name, master.sql AS definition, statistics.stat AS statistics
  FROM sqlite_master AS master
  LEFT JOIN sqlite_stat1 AS statistics ON statistics.idx = master.name AND statistics.tbl = master.tbl_name
 WHERE master.type = 'index';
