-- Which pattern saw an edge, written once: `python/references.scm:12`.
CREATE TABLE resolution_rules (
    id INTEGER PRIMARY KEY,
    rule TEXT NOT NULL UNIQUE
) STRICT;

-- Edges between definitions. Three of the sixteen types are told elsewhere and joined in by the view
-- node_relationships: `calls` by node_call_graph, `contains` by semantic_nodes.parent_id, `imports` by file_dependencies.
CREATE TABLE semantic_relationships (
    source_node_id INTEGER NOT NULL REFERENCES semantic_nodes (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    target_node_id INTEGER NOT NULL REFERENCES semantic_nodes (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    type TEXT NOT NULL CHECK (
        type = 'inherits' OR type = 'implements' OR type = 'overrides' OR type = 'instantiates' OR
        type = 'uses' OR type = 'references' OR type = 'reads' OR type = 'writes' OR
        type = 'returns_type' OR type = 'accepts_type' OR type = 'decorates' OR type = 'raises' OR
        type = 'tests'),
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    rule_id INTEGER NOT NULL REFERENCES resolution_rules (id) DEFERRABLE INITIALLY DEFERRED,
    line INTEGER NOT NULL CHECK (line >= 0),   -- the first place, in the source node's file
    PRIMARY KEY (source_node_id, target_node_id, type)
) STRICT, WITHOUT ROWID;

CREATE INDEX semantic_relationships_target ON semantic_relationships (target_node_id, type);
CREATE INDEX semantic_relationships_rule ON semantic_relationships (rule_id);
