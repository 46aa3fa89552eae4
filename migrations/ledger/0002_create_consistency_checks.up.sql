-- One row per check of a doctor or repair run. In the ledger, because the index may be what is broken.
CREATE TABLE consistency_checks (
    id INTEGER PRIMARY KEY,
    at REAL NOT NULL,                          -- seconds since the epoch
    run TEXT NOT NULL CHECK (run IN ('doctor', 'repair')),
    check_name TEXT NOT NULL,
    result TEXT NOT NULL CHECK (result IN ('ok', 'warning', 'failed', 'mended')),
    generation INTEGER,
    details TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX consistency_checks_at ON consistency_checks (at);
