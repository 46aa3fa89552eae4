-- A file's chunks are found by their place in it; that a key stands once in a file is seen to where chunks are written.
DROP INDEX document_chunks_key;
