-- Cycles among files, packages and calls, found in the run that publishes them. Names, not ids: a cycle that is gone is
-- kept as it was, when its files may be gone too.
CREATE TABLE circular_dependencies (
    id INTEGER PRIMARY KEY,
    level TEXT NOT NULL CHECK (level = 'file' OR level = 'package' OR level = 'call'),
    nature TEXT NOT NULL CHECK (  -- what holds it together: 'lazy' would be none without imports inside functions …
        nature = 'load' OR nature = 'lazy' OR nature = 'type' OR nature = 'module' OR nature = 'call'),
    severity TEXT NOT NULL CHECK (severity = 'high' OR severity = 'medium' OR severity = 'low'),
    members TEXT NOT NULL CHECK (members GLOB '[[]*]'),      -- paths, folders, or path::qualified_name; sorted
    length INTEGER NOT NULL CHECK (length > 1),              -- how many members
    edges INTEGER NOT NULL CHECK (edges >= length),          -- among the members
    coupling INTEGER NOT NULL CHECK (coupling >= edges),     -- names imported, or call sites, over all these edges
    witness TEXT NOT NULL CHECK (witness GLOB '[[]*]'),      -- the shortest way round; the last one leads to the first
    witnesses TEXT NOT NULL CHECK (witnesses GLOB '[[]*]'),  -- the shortest way round through each back edge, some of them
    back_edges INTEGER NOT NULL CHECK (back_edges > 0),      -- how many such ways there are
    cut_source TEXT NOT NULL,                  -- the edge on the witness that is cheapest to cut
    cut_target TEXT NOT NULL,
    cut_weight INTEGER NOT NULL CHECK (cut_weight > 0),      -- names imported or call sites that would have to go
    cut_leaves TEXT CHECK (cut_leaves GLOB '[[]*]'),         -- lengths of the cycles left then, longest first; NULL: too many edges to try
    first_seen INTEGER NOT NULL,               -- generations, which may have been collected
    first_seen_at REAL NOT NULL,               -- seconds since the epoch
    last_seen INTEGER NOT NULL CHECK (last_seen >= first_seen),
    last_seen_at REAL NOT NULL,
    gone_since INTEGER CHECK (gone_since > last_seen),
    gone_since_at REAL,
    CHECK ((gone_since IS NULL) = (gone_since_at IS NULL))
) STRICT;

CREATE INDEX circular_dependencies_level ON circular_dependencies (level, gone_since);

-- From which edges the cycles and the figures of definitions were made: the same edges need no second look.
CREATE TABLE graph_examination (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    edges_digest BLOB NOT NULL CHECK (length(edges_digest) = 16)
) STRICT;

-- The witnesses of what is there now, a row a step. (No `json_extract`: with trusted_schema=OFF a view may not use it.)
CREATE VIEW circular_dependency_chains AS
SELECT cycle.id AS cycle_id, cycle.level, cycle.nature, cycle.severity, step.key AS position, step.value AS member,
       coalesce(lead(step.value) OVER steps, first_value(step.value) OVER steps) AS leads_to
  FROM circular_dependencies AS cycle, json_each(cycle.witness) AS step
 WHERE cycle.gone_since IS NULL
WINDOW steps AS (PARTITION BY cycle.id ORDER BY step.key);
