-- Substrings of symbols, which an index of words cannot find. Three letters at a time, rows only (`detail=none`):
-- LIKE stays exact because SQLite checks each candidate. The text itself stays in semantic_nodes.
CREATE VIRTUAL TABLE semantic_nodes_fts USING fts5 (
    name, qualified_name, signature, documentation,
    content = 'semantic_nodes', content_rowid = 'id',
    tokenize = 'trigram', detail = 'none', columnsize = 0
);

CREATE TRIGGER semantic_nodes_fts_insert AFTER INSERT ON semantic_nodes BEGIN
    INSERT INTO semantic_nodes_fts (rowid, name, qualified_name, signature, documentation)
    VALUES (new.id, new.name, new.qualified_name, new.signature, new.documentation);
END;

CREATE TRIGGER semantic_nodes_fts_delete AFTER DELETE ON semantic_nodes BEGIN
    INSERT INTO semantic_nodes_fts (semantic_nodes_fts, rowid, name, qualified_name, signature, documentation)
    VALUES ('delete', old.id, old.name, old.qualified_name, old.signature, old.documentation);
END;

-- Most edits move a definition without renaming it: those cost nothing here.
CREATE TRIGGER semantic_nodes_fts_update AFTER UPDATE ON semantic_nodes
WHEN old.name IS NOT new.name
    OR old.qualified_name IS NOT new.qualified_name
    OR old.signature IS NOT new.signature
    OR old.documentation IS NOT new.documentation
BEGIN
    INSERT INTO semantic_nodes_fts (semantic_nodes_fts, rowid, name, qualified_name, signature, documentation)
    VALUES ('delete', old.id, old.name, old.qualified_name, old.signature, old.documentation);
    INSERT INTO semantic_nodes_fts (rowid, name, qualified_name, signature, documentation)
    VALUES (new.id, new.name, new.qualified_name, new.signature, new.documentation);
END;
