DROP INDEX document_chunks_place;
