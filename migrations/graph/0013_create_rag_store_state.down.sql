DROP TABLE generation_file;
DROP TABLE rag_store_state;
