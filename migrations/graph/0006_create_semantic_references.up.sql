-- Every use of a name, before anyone knows what it means: what makes linking again possible without parsing again.
-- Code repeats its expressions (`self.assertEqual`), so each is kept once and named by a number.
CREATE TABLE reference_expressions (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,                        -- the last segment, the thing looked for
    expression TEXT NOT NULL                   -- the place as a small tree written as text
) STRICT;

CREATE UNIQUE INDEX reference_expressions_text ON reference_expressions (name, expression);

-- Clustered by the definition the place stands in; the file is the node's. Codes of `kind`: see reference_sites.
CREATE TABLE semantic_references (
    node_id INTEGER NOT NULL REFERENCES semantic_nodes (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    start_byte INTEGER NOT NULL CHECK (start_byte >= 0),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 9),
    expression_id INTEGER NOT NULL REFERENCES reference_expressions (id) DEFERRABLE INITIALLY DEFERRED,
    line INTEGER NOT NULL,
    column INTEGER NOT NULL,
    flags INTEGER NOT NULL CHECK (flags BETWEEN 0 AND 3),  -- 1 awaited, 2 inside unreadable text
    rule_line INTEGER NOT NULL,                -- of the pattern in the language's references.scm
    PRIMARY KEY (node_id, start_byte, kind, expression_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX semantic_references_expression ON semantic_references (expression_id);
