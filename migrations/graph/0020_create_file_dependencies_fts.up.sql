-- Substrings of import paths; the rows are those of file_imports, where the path is written once.
CREATE VIRTUAL TABLE file_dependencies_fts USING fts5 (
    import_path,
    content = 'file_imports', content_rowid = 'id',
    tokenize = 'trigram', detail = 'none', columnsize = 0
);
