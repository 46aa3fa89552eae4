-- One published state of the three stores; what each store holds of it stands in rag_store_state.
CREATE TABLE generation (
    number INTEGER PRIMARY KEY CHECK (number > 0),
    parent INTEGER,                            -- the generation it was made from; may have been collected
    session_id INTEGER NOT NULL REFERENCES ast_parsing_sessions (id) DEFERRABLE INITIALLY DEFERRED,
    created_at REAL NOT NULL,                  -- seconds since the epoch
    files INTEGER NOT NULL CHECK (files >= 0),
    nodes INTEGER NOT NULL CHECK (nodes >= 0),
    chunks INTEGER NOT NULL CHECK (chunks >= 0),
    set_digest BLOB NOT NULL CHECK (length(set_digest) = 32),  -- order-free, over the chunks; equal in all three stores
    model_fingerprint TEXT,                    -- NULL: no vectors
    source_revision TEXT
) STRICT;

CREATE INDEX generation_session ON generation (session_id);

-- The one row that says which generation is served.
CREATE TABLE generation_pointer (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    generation INTEGER NOT NULL REFERENCES generation (number) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX generation_pointer_generation ON generation_pointer (generation);
