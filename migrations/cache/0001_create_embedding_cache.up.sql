-- Vectors of two models never meet; their long fingerprints are kept once.
CREATE TABLE embedding_models (
    id INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL UNIQUE,
    dimensions INTEGER NOT NULL CHECK (dimensions > 0)
) STRICT;

-- A text is embedded once, on whatever branch it stands. Disposable: losing it costs time, nothing else.
CREATE TABLE embedding_cache (
    id INTEGER PRIMARY KEY,
    model_id INTEGER NOT NULL REFERENCES embedding_models (id) ON DELETE CASCADE,
    text_hash BLOB NOT NULL CHECK (length(text_hash) = 16),  -- document_chunks.embedding_hash
    vector BLOB NOT NULL,                      -- little-endian float16, `dimensions` of them
    created_at REAL NOT NULL,                  -- seconds since the epoch
    last_used_at REAL NOT NULL
) STRICT;

CREATE UNIQUE INDEX embedding_cache_text ON embedding_cache (model_id, text_hash);
-- The oldest go first when the cache is trimmed.
CREATE INDEX embedding_cache_last_used ON embedding_cache (last_used_at);
