DROP VIEW rag_metadata;

CREATE VIEW rag_metadata AS
SELECT node.id AS node_id, pointer.generation, generation.model_fingerprint,
       (SELECT count(*) FROM document_chunks AS chunk WHERE chunk.node_id = node.id) AS chunks,
       generation.model_fingerprint IS NULL AS needs_embedding,
       (SELECT count(*) FROM node_call_graph AS call WHERE call.callee_id = node.id) AS callers
  FROM generation_pointer AS pointer
  JOIN generation ON generation.number = pointer.generation
  JOIN semantic_nodes AS node;

DROP VIEW call_hierarchy;

CREATE VIEW call_hierarchy AS
SELECT call.caller_id, caller.qualified_name AS caller, caller_file.display_path AS caller_path,
       call.callee_id, callee.qualified_name AS callee, callee_file.display_path AS callee_path,
       call.call_type, call.is_async, call.sites, call.call_count, call.confidence,
       CASE
           WHEN call.caller_id = call.callee_id THEN 'direct'
           WHEN EXISTS (
               SELECT 1
                 FROM node_call_graph AS back
                WHERE back.caller_id = call.callee_id
                  AND back.callee_id = call.caller_id) THEN 'mutual'
           ELSE 'none'
       END AS recursion
  FROM node_call_graph AS call
  JOIN semantic_nodes AS caller ON caller.id = call.caller_id
  JOIN file_metadata AS caller_file ON caller_file.id = caller.file_id
  JOIN semantic_nodes AS callee ON callee.id = call.callee_id
  JOIN file_metadata AS callee_file ON callee_file.id = callee.file_id;

DROP INDEX node_graph_metrics_centrality;
DROP INDEX node_graph_metrics_cycle;
DROP TABLE node_graph_metrics;
