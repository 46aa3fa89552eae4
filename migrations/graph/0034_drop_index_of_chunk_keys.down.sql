CREATE UNIQUE INDEX document_chunks_key ON document_chunks (file_id, chunk_key);
