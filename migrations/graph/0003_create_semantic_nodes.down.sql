DROP TABLE semantic_nodes;
