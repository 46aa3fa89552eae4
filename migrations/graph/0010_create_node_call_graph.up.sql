-- Who calls whom. The pattern that saw a call is the reference's at that line: see reference_sites.
CREATE TABLE node_call_graph (
    caller_id INTEGER NOT NULL REFERENCES semantic_nodes (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    callee_id INTEGER NOT NULL REFERENCES semantic_nodes (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    call_type TEXT NOT NULL CHECK (call_type = 'direct' OR call_type = 'indirect' OR call_type = 'virtual'),
    is_async INTEGER NOT NULL CHECK (is_async IN (0, 1)),
    sites TEXT NOT NULL CHECK (sites GLOB '[[]*]'),  -- a JSON list of lines in the caller's file, ascending
    call_count INTEGER NOT NULL CHECK (call_count > 0),
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    PRIMARY KEY (caller_id, callee_id, call_type)
) STRICT, WITHOUT ROWID;

CREATE INDEX node_call_graph_callee ON node_call_graph (callee_id, caller_id);
