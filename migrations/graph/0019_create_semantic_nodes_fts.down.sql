DROP TABLE semantic_nodes_fts;
