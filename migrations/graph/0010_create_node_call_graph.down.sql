DROP TABLE node_call_graph;
