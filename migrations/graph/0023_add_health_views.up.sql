-- Whether the index is whole: asked by doctor and by people.

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

CREATE VIEW schema_integrity_check AS
SELECT (SELECT count(*) FROM schema_versions) AS steps,
       (SELECT max(version) FROM schema_versions) AS version,
       (SELECT count(*) = max(version) FROM schema_versions) AS steps_are_complete,
       (SELECT count(*) FROM migration_operations WHERE result = 'failed') AS failed_operations,
       (SELECT count(*) FROM required_tables_check WHERE NOT present) AS missing_tables;

CREATE VIEW initialization_status AS
SELECT (SELECT generation FROM generation_pointer) AS generation,
       (SELECT count(*) FROM file_metadata) AS files,
       (SELECT count(*) FROM semantic_nodes) AS nodes,
       (SELECT count(*) FROM document_chunks) AS chunks,
       EXISTS (SELECT 1 FROM ast_parsing_sessions WHERE status = 'running') AS run_in_progress,
       (SELECT max(finished_at) FROM ast_parsing_sessions WHERE status = 'completed') AS last_completed_at;

-- Each store of the served generation against what it should hold.
CREATE VIEW system_health_diagnostics AS
SELECT state.store, state.generation, state.rows, generation.chunks AS expected_rows,
       CASE
           WHEN state.health <> 'ok' THEN state.health
           WHEN state.rows <> generation.chunks THEN 'rows are missing or too many'
           WHEN state.set_digest <> generation.set_digest THEN 'it holds other chunks'
           ELSE 'ok'
       END AS health,
       state.last_error
  FROM generation_pointer AS pointer
  JOIN generation ON generation.number = pointer.generation
  JOIN rag_store_state AS state ON state.generation = generation.number;

-- The schema describes itself: the reasons stand as comments in the definitions.
CREATE VIEW schema_documentation AS
SELECT type, name, tbl_name AS table_name, sql AS definition
  FROM sqlite_master
 WHERE sql IS NOT NULL
   AND name NOT LIKE 'sqlite\_%' ESCAPE '\';
