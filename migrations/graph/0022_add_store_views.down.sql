DROP VIEW sql_index_metadata;
-- ANALYZE made them; the second only where SQLite was built with it.
DROP TABLE sqlite_stat1;
DROP TABLE IF EXISTS sqlite_stat4;
DROP VIEW rag_metadata;
DROP VIEW fts_segment_metadata;
DROP VIEW fts_index_metadata;
DROP VIEW vector_index_metadata;
DROP VIEW vector_metadata;
