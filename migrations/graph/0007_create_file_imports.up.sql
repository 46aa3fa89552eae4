-- Import statements as written: facts of the file, apart from what they turn out to mean.
CREATE TABLE file_imports (
    id INTEGER PRIMARY KEY,
    file_id INTEGER NOT NULL REFERENCES file_metadata (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    node_id INTEGER NOT NULL REFERENCES semantic_nodes (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,  -- the scope it stands in
    kind TEXT NOT NULL CHECK (
        kind = 'import' OR kind = 'require' OR kind = 'include' OR kind = 'use' OR kind = 'mod' OR
        kind = 'dynamic' OR kind = 're-export'),
    import_path TEXT NOT NULL,                 -- as written, quotes removed
    imported_names TEXT NOT NULL CHECK (imported_names GLOB '[[]*]'),  -- [[name, alias or null]]; [] = the module itself
    statement TEXT NOT NULL,
    flags INTEGER NOT NULL CHECK (flags BETWEEN 0 AND 15),  -- 1 relative, 2 type-only, 4 lazy, 8 star
    line INTEGER NOT NULL CHECK (line >= 0),
    start_byte INTEGER NOT NULL CHECK (start_byte >= 0)
) STRICT;

CREATE INDEX file_imports_file ON file_imports (file_id);
CREATE INDEX file_imports_node ON file_imports (node_id);
