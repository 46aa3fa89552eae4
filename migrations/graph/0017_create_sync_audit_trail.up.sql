-- Everything that moved or mended the stores.
CREATE TABLE sync_audit_trail (
    id INTEGER PRIMARY KEY,
    at REAL NOT NULL,                          -- seconds since the epoch
    action TEXT NOT NULL CHECK (action IN ('publish', 'recover', 'repair', 'collect')),
    from_generation INTEGER,
    to_generation INTEGER,
    result TEXT NOT NULL CHECK (result IN ('done', 'failed')),
    duration_ms REAL NOT NULL CHECK (duration_ms >= 0),
    details TEXT NOT NULL DEFAULT ''
) STRICT;
