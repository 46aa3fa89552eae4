DROP TABLE semantic_index_stats;
