DROP INDEX semantic_nodes_place;
CREATE UNIQUE INDEX semantic_nodes_symbol ON semantic_nodes (file_id, symbol);
