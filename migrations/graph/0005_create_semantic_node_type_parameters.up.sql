-- Generic parameters with their bounds.
CREATE TABLE semantic_node_type_parameters (
    node_id INTEGER NOT NULL REFERENCES semantic_nodes (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 0),
    name TEXT NOT NULL,
    bounds TEXT,
    default_value TEXT,
    variance TEXT,
    PRIMARY KEY (node_id, position)
) STRICT, WITHOUT ROWID;
