DROP TABLE file_dependencies;
