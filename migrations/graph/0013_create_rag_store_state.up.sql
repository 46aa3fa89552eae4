-- What each store holds of a generation, and where.
CREATE TABLE rag_store_state (
    generation INTEGER NOT NULL REFERENCES generation (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    store TEXT NOT NULL CHECK (store IN ('sqlite', 'lancedb', 'tantivy')),
    location TEXT NOT NULL,                    -- relative to the index directory
    version INTEGER,                           -- LanceDB's version, Tantivy's opstamp
    tag TEXT,
    rows INTEGER NOT NULL CHECK (rows >= 0),
    set_digest BLOB NOT NULL CHECK (length(set_digest) = 32),
    bytes INTEGER NOT NULL CHECK (bytes >= 0),
    health TEXT NOT NULL CHECK (health IN ('ok', 'degraded', 'broken')),
    last_error TEXT,
    details TEXT NOT NULL DEFAULT '{}' CHECK (details GLOB '{*}'),  -- dimensions, index_kind, partitions, build_ms; fields, segments
    PRIMARY KEY (generation, store)
) STRICT, WITHOUT ROWID;

-- Every file a generation needs, so that doctor can tell a damaged store from a whole one.
CREATE TABLE generation_file (
    generation INTEGER NOT NULL REFERENCES generation (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    store TEXT NOT NULL CHECK (store IN ('lancedb', 'tantivy')),
    relative_path TEXT NOT NULL,               -- from the store's location
    size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    PRIMARY KEY (generation, store, relative_path)
) STRICT, WITHOUT ROWID;
