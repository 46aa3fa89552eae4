-- Which files were looked at to link a file, by whatever chain of imports, types and results. A file whose surface
-- changed, or that is gone (which is why `source_file_id` is no foreign key), makes these files be linked again.
CREATE TABLE link_sources (
    source_file_id INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES file_metadata (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (source_file_id, file_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_sources_file ON link_sources (file_id);
