-- Substrings of symbols, which an index of words cannot find. Three letters at a time, rows only (`detail=none`):
-- LIKE stays exact because SQLite checks each candidate. The text itself stays in semantic_nodes.
-- Kept in step by staging, row by row or by a rebuild: with `trusted_schema=OFF` no trigger may touch FTS5.
CREATE VIRTUAL TABLE semantic_nodes_fts USING fts5 (
    name, qualified_name, signature, documentation,
    content = 'semantic_nodes', content_rowid = 'id',
    tokenize = 'trigram', detail = 'none', columnsize = 0
);
