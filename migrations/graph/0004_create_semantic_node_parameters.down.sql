DROP TABLE semantic_node_parameters;
