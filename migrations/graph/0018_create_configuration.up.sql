-- The settings this index was made with, and where each came from.
CREATE TABLE configuration (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL,                       -- JSON
    origin TEXT NOT NULL CHECK (origin IN ('default', 'user', 'repository', 'environment', 'command_line'))
) STRICT, WITHOUT ROWID;
