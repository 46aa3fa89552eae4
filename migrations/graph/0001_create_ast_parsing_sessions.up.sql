-- JSON texts are checked by shape only: with `trusted_schema=OFF` SQLite refuses json_valid() in a schema.

-- One row per run, written before anything else, so that a killed run leaves a trace that says so.
CREATE TABLE ast_parsing_sessions (
    id INTEGER PRIMARY KEY,
    root TEXT NOT NULL,
    source_revision TEXT,                      -- the commit checked out; NULL outside git
    settings_digest TEXT NOT NULL,
    tool_version TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('running', 'completed', 'failed', 'interrupted')),
    files_seen INTEGER NOT NULL DEFAULT 0 CHECK (files_seen >= 0),
    files_parsed INTEGER NOT NULL DEFAULT 0 CHECK (files_parsed >= 0),
    files_skipped INTEGER NOT NULL DEFAULT 0 CHECK (files_skipped >= 0),
    files_failed INTEGER NOT NULL DEFAULT 0 CHECK (files_failed >= 0),
    nodes_made INTEGER NOT NULL DEFAULT 0 CHECK (nodes_made >= 0),
    stage_timings TEXT NOT NULL DEFAULT '{}' CHECK (stage_timings GLOB '{*}'),  -- stage: seconds
    errors TEXT NOT NULL DEFAULT '[]' CHECK (errors GLOB '[[]*]'),                -- [{path, status, reason}]
    started_at REAL NOT NULL,                  -- seconds since the epoch
    finished_at REAL,
    CHECK ((status = 'running') = (finished_at IS NULL))
) STRICT;

-- Few rows are ever running; the next writer looks for them at every start.
CREATE INDEX ast_parsing_sessions_running ON ast_parsing_sessions (id) WHERE status = 'running';
