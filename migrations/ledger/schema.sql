-- The sum of migrations/ledger; `just schema` writes it, a test keeps it true.

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

CREATE TABLE hybrid_search_config (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    parent_id INTEGER REFERENCES hybrid_search_config (id),
    origin TEXT NOT NULL CHECK (origin IN ('shipped', 'user', 'learned')),
    intent TEXT NOT NULL CHECK (intent IN ('any', 'symbol', 'path', 'prose', 'trace', 'snippet')),
    weights TEXT NOT NULL CHECK (weights GLOB '{*}'),        -- signal: weight
    fusion TEXT NOT NULL CHECK (fusion IN ('rrf', 'convex')),
    fusion_constants TEXT NOT NULL CHECK (fusion_constants GLOB '{*}'),
    pool_sizes TEXT NOT NULL CHECK (pool_sizes GLOB '{*}'),  -- retriever: candidates
    thresholds TEXT NOT NULL CHECK (thresholds GLOB '{*}'),
    reranker TEXT NOT NULL,
    cache_policy TEXT NOT NULL CHECK (cache_policy IN ('off', 'generation')),
    created_at REAL NOT NULL                                  -- seconds since the epoch
) STRICT;

CREATE UNIQUE INDEX hybrid_search_config_version ON hybrid_search_config (name, intent, version);

CREATE INDEX hybrid_search_config_parent ON hybrid_search_config (parent_id);
