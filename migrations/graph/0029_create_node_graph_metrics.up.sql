-- What the whole graph says of a definition; only those that something leads to have a row.
CREATE TABLE node_graph_metrics (
    node_id INTEGER PRIMARY KEY REFERENCES semantic_nodes (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    centrality REAL NOT NULL CHECK (centrality > 0),  -- PageRank in its first form: 0.15 for what nothing leads to
    fan_in INTEGER NOT NULL CHECK (fan_in >= 0),      -- definitions that call or use it, tests left out
    tests INTEGER NOT NULL CHECK (tests >= 0),        -- definitions in tests that do
    cycle_id INTEGER REFERENCES circular_dependencies (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED  -- calls itself through others
) STRICT;

CREATE INDEX node_graph_metrics_cycle ON node_graph_metrics (cycle_id) WHERE cycle_id IS NOT NULL;
CREATE INDEX node_graph_metrics_centrality ON node_graph_metrics (centrality DESC);

DROP VIEW call_hierarchy;

CREATE VIEW call_hierarchy AS
SELECT call.caller_id, caller.qualified_name AS caller, caller_file.display_path AS caller_path,
       call.callee_id, callee.qualified_name AS callee, callee_file.display_path AS callee_path,
       call.call_type, call.is_async, call.sites, call.call_count, call.confidence,
       CASE
           WHEN call.caller_id = call.callee_id THEN 'direct'
           WHEN EXISTS (
               SELECT 1
                 FROM node_graph_metrics AS one
                 JOIN node_graph_metrics AS other ON other.cycle_id = one.cycle_id
                WHERE one.node_id = call.caller_id
                  AND other.node_id = call.callee_id) THEN 'mutual'
           ELSE 'none'
       END AS recursion
  FROM node_call_graph AS call
  JOIN semantic_nodes AS caller ON caller.id = call.caller_id
  JOIN file_metadata AS caller_file ON caller_file.id = caller.file_id
  JOIN semantic_nodes AS callee ON callee.id = call.callee_id
  JOIN file_metadata AS callee_file ON callee_file.id = callee.file_id;

DROP VIEW rag_metadata;

-- Per definition: how many chunks hold it in the three stores, and how central it is.
CREATE VIEW rag_metadata AS
SELECT node.id AS node_id, pointer.generation, generation.model_fingerprint,
       (SELECT count(*) FROM document_chunks AS chunk WHERE chunk.node_id = node.id) AS chunks,
       generation.model_fingerprint IS NULL AS needs_embedding,
       (SELECT count(*) FROM node_call_graph AS call WHERE call.callee_id = node.id) AS callers,
       coalesce(metrics.centrality, 0.15) AS centrality,
       coalesce(metrics.fan_in, 0) AS fan_in,
       coalesce(metrics.tests, 0) AS tests
  FROM generation_pointer AS pointer
  JOIN generation ON generation.number = pointer.generation
  JOIN semantic_nodes AS node
  LEFT JOIN node_graph_metrics AS metrics ON metrics.node_id = node.id;
