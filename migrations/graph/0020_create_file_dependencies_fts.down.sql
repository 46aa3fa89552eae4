DROP TABLE file_dependencies_fts;
