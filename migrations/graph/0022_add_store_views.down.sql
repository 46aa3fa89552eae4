DROP VIEW sql_index_metadata;
DROP VIEW rag_metadata;
DROP VIEW fts_segment_metadata;
DROP VIEW fts_index_metadata;
DROP VIEW vector_index_metadata;
DROP VIEW vector_metadata;
