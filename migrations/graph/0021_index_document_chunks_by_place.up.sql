-- From a place in a file to its chunk: where a definition starts, what a stack trace names.
CREATE INDEX document_chunks_place ON document_chunks (file_id, start_byte);
