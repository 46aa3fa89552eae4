-- What a definition is called with, and what its documentation says about each.
CREATE TABLE semantic_node_parameters (
    node_id INTEGER NOT NULL REFERENCES semantic_nodes (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 0),
    name TEXT NOT NULL,
    type TEXT,
    default_value TEXT,
    kind TEXT NOT NULL CHECK (
        kind = 'positional' OR kind = 'keyword' OR kind = 'variadic' OR kind = 'keyword_variadic' OR
        kind = 'receiver'),
    documentation TEXT,
    PRIMARY KEY (node_id, position)
) STRICT, WITHOUT ROWID;
