-- What the names of a file stand for and what its functions give back: read whole, by the linker alone, so it is one
-- compressed text a file instead of a hundred thousand rows.
CREATE TABLE file_bindings (
    file_id INTEGER PRIMARY KEY REFERENCES file_metadata (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    surface BLOB NOT NULL,  -- digest over all that other files' edges can depend on
    bindings BLOB NOT NULL  -- zlib of a JSON list of [definition's place, kind, target, value, type, line]
) STRICT;
