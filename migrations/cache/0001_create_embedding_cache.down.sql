DROP TABLE embedding_cache;
DROP TABLE embedding_models;
