DROP TABLE file_bindings;
