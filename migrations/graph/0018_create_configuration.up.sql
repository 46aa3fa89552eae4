-- The settings this index was made with, and where each came from.
CREATE TABLE configuration (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL,                       -- JSON
    origin TEXT NOT NULL                       -- 'default', a file, a variable, the command line
) STRICT, WITHOUT ROWID;
