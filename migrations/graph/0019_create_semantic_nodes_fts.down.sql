DROP TRIGGER semantic_nodes_fts_update;
DROP TRIGGER semantic_nodes_fts_delete;
DROP TRIGGER semantic_nodes_fts_insert;
DROP TABLE semantic_nodes_fts;
