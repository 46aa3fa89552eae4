-- What an import means: one row per file it reaches (`from pkg import a, b` may reach three), or a single one
-- without a target: it leads out of the repository, or nobody could tell where.
CREATE TABLE file_dependencies (
    id INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES file_imports (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    source_file_id INTEGER NOT NULL REFERENCES file_metadata (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    target_file_id INTEGER REFERENCES file_metadata (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    is_external INTEGER NOT NULL CHECK (is_external IN (0, 1)),
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    CHECK (target_file_id IS NULL OR is_external = 0)
) STRICT;

CREATE INDEX file_dependencies_import ON file_dependencies (import_id);
CREATE INDEX file_dependencies_source ON file_dependencies (source_file_id, target_file_id);
-- Only inner edges are ever walked backwards.
CREATE INDEX file_dependencies_target ON file_dependencies (target_file_id, source_file_id) WHERE target_file_id IS NOT NULL;
