DROP VIEW required_tables_check;

CREATE VIEW required_tables_check AS
WITH required (name) AS (
    VALUES ('ast_parsing_sessions'), ('file_metadata'), ('semantic_nodes'), ('semantic_node_parameters'),
           ('semantic_node_type_parameters'), ('reference_expressions'), ('semantic_references'), ('file_imports'),
           ('file_dependencies'), ('resolution_rules'), ('semantic_relationships'), ('node_call_graph'),
           ('document_chunks'), ('generation'), ('generation_pointer'), ('rag_store_state'), ('generation_file'),
           ('identity_counters'), ('code_change_tracking'), ('semantic_index_stats'), ('sync_audit_trail'),
           ('configuration'), ('semantic_nodes_fts'), ('file_dependencies_fts'), ('schema_versions'),
           ('migration_operations'), ('rollback_points')
)
SELECT required.name, master.name IS NOT NULL AS present
  FROM required
  LEFT JOIN sqlite_master AS master ON master.name = required.name AND master.type = 'table';
