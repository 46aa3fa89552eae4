-- One row per file the walk found, refused ones included: "not indexed" is an answer too.
CREATE TABLE file_metadata (
    id INTEGER PRIMARY KEY,
    path BLOB NOT NULL UNIQUE,                 -- relative to the root; a file name need not be text
    display_path TEXT NOT NULL,                -- the same as text, undecodable bytes as \xNN
    language TEXT,
    content TEXT NOT NULL CHECK (content = 'code' OR content = 'docs' OR content = 'config'),
    size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
    mtime_ns INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    sha256 BLOB CHECK (length(sha256) = 32),   -- NULL: never read
    flags INTEGER NOT NULL CHECK (flags BETWEEN 0 AND 7),  -- 1 test, 2 generated, 4 vendored
    skip_reason TEXT,                          -- why the walk refused it
    status TEXT NOT NULL CHECK (
        status = 'parsed' OR status = 'text' OR status = 'skipped' OR status = 'timeout' OR
        status = 'crash' OR status = 'memory'),
    reason TEXT,                               -- why parsing went no further
    lines_code INTEGER NOT NULL CHECK (lines_code >= 0),
    lines_comment INTEGER NOT NULL CHECK (lines_comment >= 0),
    lines_blank INTEGER NOT NULL CHECK (lines_blank >= 0),
    parse_error_bytes INTEGER NOT NULL CHECK (parse_error_bytes >= 0),
    redactions INTEGER NOT NULL CHECK (redactions >= 0),  -- secrets masked before anything was stored
    unresolved_calls INTEGER NOT NULL DEFAULT 0 CHECK (unresolved_calls >= 0),  -- whose target nobody could name
    licence TEXT,                              -- the SPDX expression its header states, as written
    facts_digest TEXT NOT NULL,                -- language folder, grammar and extractor that made its facts
    session_id INTEGER REFERENCES ast_parsing_sessions (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX file_metadata_session ON file_metadata (session_id);
