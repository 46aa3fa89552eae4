-- Every definition. An id lives as long as its (file, symbol), so citations and edges survive edits.
CREATE TABLE semantic_nodes (
    id INTEGER PRIMARY KEY,
    file_id INTEGER NOT NULL REFERENCES file_metadata (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    parent_id INTEGER REFERENCES semantic_nodes (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,  -- NULL: the module
    kind TEXT NOT NULL CHECK (
        kind = 'module' OR kind = 'class' OR kind = 'struct' OR kind = 'enum' OR kind = 'enum_member' OR
        kind = 'interface' OR kind = 'trait' OR kind = 'impl' OR kind = 'function' OR kind = 'method' OR
        kind = 'constructor' OR kind = 'property' OR kind = 'field' OR kind = 'constant' OR
        kind = 'variable' OR kind = 'type_alias' OR kind = 'macro' OR kind = 'namespace' OR kind = 'test' OR
        kind = 'section'),
    name TEXT NOT NULL,
    qualified_name TEXT NOT NULL,              -- within the file; the module's is its dotted path
    symbol TEXT NOT NULL,                      -- unique within the file, stable while the definition lives
    signature TEXT,
    return_type TEXT,
    documentation TEXT,
    summary TEXT,                              -- its first sentence; NULL when that is all of it
    visibility TEXT NOT NULL CHECK (
        visibility = 'public' OR visibility = 'protected' OR visibility = 'internal' OR
        visibility = 'private'),
    modifiers INTEGER NOT NULL CHECK (modifiers BETWEEN 0 AND 2047),  -- a mask of model.Modifier
    start_byte INTEGER NOT NULL CHECK (start_byte >= 0),
    end_byte INTEGER NOT NULL,                 -- exclusive, as all ends
    start_line INTEGER NOT NULL,               -- lines and columns count from 0, columns in bytes
    start_column INTEGER NOT NULL,
    end_line INTEGER NOT NULL,
    end_column INTEGER NOT NULL,
    name_start_byte INTEGER NOT NULL,
    name_end_byte INTEGER NOT NULL,
    name_line INTEGER NOT NULL,
    name_column INTEGER NOT NULL,
    complexity INTEGER NOT NULL CHECK (complexity >= 1),
    decorators TEXT CHECK (decorators GLOB '[[]*]'),
    content_hash BLOB NOT NULL,                -- 8 bytes of BLAKE2b over its text
    CHECK (end_byte >= start_byte)
) STRICT;

-- Also finds the nodes of a file.
CREATE UNIQUE INDEX semantic_nodes_symbol ON semantic_nodes (file_id, symbol);
CREATE INDEX semantic_nodes_parent ON semantic_nodes (parent_id);
-- NOCASE serves the exact look-up, the case-blind one and the prefix.
CREATE INDEX semantic_nodes_name ON semantic_nodes (name COLLATE NOCASE);
