-- What every generation changed. Paths, not file ids: a deleted file has a history too.
CREATE TABLE code_change_tracking (
    id INTEGER PRIMARY KEY,
    session_id INTEGER NOT NULL REFERENCES ast_parsing_sessions (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    file_id INTEGER NOT NULL,                  -- the id outlives the row in file_metadata
    path BLOB NOT NULL,
    display_path TEXT NOT NULL,
    change TEXT NOT NULL CHECK (
        change = 'created' OR change = 'modified' OR change = 'deleted' OR change = 'renamed'),
    old_display_path TEXT,                     -- of a renamed file
    old_sha256 BLOB,
    new_sha256 BLOB,
    affected_nodes TEXT NOT NULL CHECK (affected_nodes GLOB '[[]*]'),  -- ids that appeared, changed or vanished; [] for a created file: all
    CHECK ((change = 'renamed') = (old_display_path IS NOT NULL))
) STRICT;

CREATE INDEX code_change_tracking_session ON code_change_tracking (session_id);
