-- Substrings of import paths; the rows are those of file_imports, where the path is written once.
CREATE VIRTUAL TABLE file_dependencies_fts USING fts5 (
    import_path,
    content = 'file_imports', content_rowid = 'id',
    tokenize = 'trigram', detail = 'none', columnsize = 0
);

CREATE TRIGGER file_dependencies_fts_insert AFTER INSERT ON file_imports BEGIN
    INSERT INTO file_dependencies_fts (rowid, import_path) VALUES (new.id, new.import_path);
END;

CREATE TRIGGER file_dependencies_fts_delete AFTER DELETE ON file_imports BEGIN
    INSERT INTO file_dependencies_fts (file_dependencies_fts, rowid, import_path)
    VALUES ('delete', old.id, old.import_path);
END;
