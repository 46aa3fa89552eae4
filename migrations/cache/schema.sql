-- The sum of migrations/cache; `just schema` writes it, a test keeps it true.

CREATE TABLE schema_versions (
    version INTEGER PRIMARY KEY CHECK (version > 0),
    history TEXT NOT NULL CHECK (history IN ('graph', 'cache', 'ledger')),
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,                      -- of the up script, hexadecimal
    down_script TEXT NOT NULL,
    applied_at REAL NOT NULL                   -- seconds since the epoch
) STRICT;

CREATE TABLE migration_operations (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('up', 'down')),
    result TEXT NOT NULL CHECK (result IN ('done', 'failed')),
    error TEXT,
    started_at REAL NOT NULL,                  -- seconds since the epoch
    duration_ms REAL NOT NULL,
    CHECK ((result = 'failed') = (error IS NOT NULL))
) STRICT;

CREATE TABLE rollback_points (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,                  -- the last step the copy has
    path TEXT NOT NULL,
    created_at REAL NOT NULL                   -- seconds since the epoch
) STRICT;

CREATE TABLE embedding_models (
    id INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL UNIQUE,
    dimensions INTEGER NOT NULL CHECK (dimensions > 0)
) STRICT;

CREATE TABLE embedding_cache (
    id INTEGER PRIMARY KEY,
    model_id INTEGER NOT NULL REFERENCES embedding_models (id) ON DELETE CASCADE,
    text_hash BLOB NOT NULL CHECK (length(text_hash) = 16),  -- document_chunks.embedding_hash
    vector BLOB NOT NULL,                      -- little-endian float16, `dimensions` of them
    created_at REAL NOT NULL,                  -- seconds since the epoch
    last_used_at REAL NOT NULL
) STRICT;

CREATE UNIQUE INDEX embedding_cache_text ON embedding_cache (model_id, text_hash);

CREATE INDEX embedding_cache_last_used ON embedding_cache (last_used_at);
