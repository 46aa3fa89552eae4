-- Trigrams answer for parts of names, which an index of words cannot. Words of documentation are in the text index,
-- and their trigrams were a fifth of this table.
DROP TABLE semantic_nodes_fts;
CREATE VIRTUAL TABLE semantic_nodes_fts USING fts5 (
    name, qualified_name, signature,
    content = 'semantic_nodes', content_rowid = 'id',
    tokenize = 'trigram', detail = 'none', columnsize = 0
);
INSERT INTO semantic_nodes_fts (semantic_nodes_fts) VALUES ('rebuild');
