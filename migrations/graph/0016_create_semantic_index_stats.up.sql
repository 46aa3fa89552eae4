-- Figures per generation, kept when the generation is collected: trends need the past.
CREATE TABLE semantic_index_stats (
    generation INTEGER NOT NULL CHECK (generation > 0),
    metric TEXT NOT NULL,                      -- files_by_language, nodes_by_kind, index_bytes …
    key TEXT NOT NULL,                         -- what it counts; '' for a single figure
    value REAL NOT NULL,
    PRIMARY KEY (generation, metric, key)
) STRICT, WITHOUT ROWID;
