-- The last id ever given, per table: an id is never given twice, or old citations would point at strangers.
-- (AUTOINCREMENT does the same but writes its counter once per inserted row.)
CREATE TABLE identity_counters (
    name TEXT PRIMARY KEY CHECK (name IN ('file', 'node', 'chunk', 'import')),
    last_id INTEGER NOT NULL CHECK (last_id >= 0)
) STRICT, WITHOUT ROWID;

INSERT INTO identity_counters (name, last_id) VALUES ('file', 0), ('node', 0), ('chunk', 0), ('import', 0);
