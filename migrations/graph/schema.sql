-- The sum of migrations/graph; `just schema` writes it, a test keeps it true.

CREATE TABLE schema_versions (
    version INTEGER PRIMARY KEY CHECK (version > 0),
    history TEXT NOT NULL CHECK (history IN ('graph', 'cache', 'ledger')),
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,                      -- of the up script, hexadecimal
    down_script TEXT NOT NULL,
    applied_at REAL NOT NULL                   -- seconds since the epoch
) STRICT;

CREATE TABLE migration_operations (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('up', 'down')),
    result TEXT NOT NULL CHECK (result IN ('done', 'failed')),
    error TEXT,
    started_at REAL NOT NULL,                  -- seconds since the epoch
    duration_ms REAL NOT NULL,
    CHECK ((result = 'failed') = (error IS NOT NULL))
) STRICT;

CREATE TABLE rollback_points (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,                  -- the last step the copy has
    path TEXT NOT NULL,
    created_at REAL NOT NULL                   -- seconds since the epoch
) STRICT;

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

CREATE INDEX ast_parsing_sessions_running ON ast_parsing_sessions (id) WHERE status = 'running';

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

CREATE INDEX semantic_nodes_parent ON semantic_nodes (parent_id);

CREATE INDEX semantic_nodes_name ON semantic_nodes (name COLLATE NOCASE);

CREATE TABLE semantic_node_parameters (
    node_id INTEGER NOT NULL REFERENCES semantic_nodes (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 0),
    name TEXT NOT NULL,
    type TEXT,
    default_value TEXT,
    kind TEXT NOT NULL CHECK (
        kind = 'positional' OR kind = 'keyword' OR kind = 'variadic' OR kind = 'keyword_variadic' OR
        kind = 'receiver'),
    documentation TEXT,
    PRIMARY KEY (node_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE semantic_node_type_parameters (
    node_id INTEGER NOT NULL REFERENCES semantic_nodes (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL CHECK (position >= 0),
    name TEXT NOT NULL,
    bounds TEXT,
    default_value TEXT,
    variance TEXT,
    PRIMARY KEY (node_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE reference_expressions (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,                        -- the last segment, the thing looked for
    expression TEXT NOT NULL                   -- the place as a small tree written as text
) STRICT;

CREATE UNIQUE INDEX reference_expressions_text ON reference_expressions (name, expression);

CREATE TABLE semantic_references (
    node_id INTEGER NOT NULL REFERENCES semantic_nodes (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    start_byte INTEGER NOT NULL CHECK (start_byte >= 0),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 9),
    expression_id INTEGER NOT NULL REFERENCES reference_expressions (id) DEFERRABLE INITIALLY DEFERRED,
    line INTEGER NOT NULL,
    column INTEGER NOT NULL,
    flags INTEGER NOT NULL CHECK (flags BETWEEN 0 AND 3),  -- 1 awaited, 2 inside unreadable text
    rule_line INTEGER NOT NULL,                -- of the pattern in the language's references.scm
    PRIMARY KEY (node_id, start_byte, kind, expression_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX semantic_references_expression ON semantic_references (expression_id);

CREATE TABLE file_imports (
    id INTEGER PRIMARY KEY,
    file_id INTEGER NOT NULL REFERENCES file_metadata (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    node_id INTEGER NOT NULL REFERENCES semantic_nodes (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,  -- the scope it stands in
    kind TEXT NOT NULL CHECK (
        kind = 'import' OR kind = 'require' OR kind = 'include' OR kind = 'use' OR kind = 'mod' OR
        kind = 'dynamic' OR kind = 're-export'),
    import_path TEXT NOT NULL,                 -- as written, quotes removed
    imported_names TEXT NOT NULL CHECK (imported_names GLOB '[[]*]'),  -- [[name, alias or null]]; [] = the module itself
    statement TEXT NOT NULL,
    flags INTEGER NOT NULL CHECK (flags BETWEEN 0 AND 15),  -- 1 relative, 2 type-only, 4 lazy, 8 star
    line INTEGER NOT NULL CHECK (line >= 0),
    start_byte INTEGER NOT NULL CHECK (start_byte >= 0)
) STRICT;

CREATE INDEX file_imports_file ON file_imports (file_id);

CREATE INDEX file_imports_node ON file_imports (node_id);

CREATE TABLE file_dependencies (
    id INTEGER PRIMARY KEY,
    import_id INTEGER NOT NULL REFERENCES file_imports (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    source_file_id INTEGER NOT NULL REFERENCES file_metadata (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    target_file_id INTEGER REFERENCES file_metadata (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    is_external INTEGER NOT NULL CHECK (is_external IN (0, 1)),
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    CHECK (target_file_id IS NULL OR is_external = 0)
) STRICT;

CREATE INDEX file_dependencies_import ON file_dependencies (import_id);

CREATE INDEX file_dependencies_source ON file_dependencies (source_file_id, target_file_id);

CREATE INDEX file_dependencies_target ON file_dependencies (target_file_id, source_file_id) WHERE target_file_id IS NOT NULL;

CREATE TABLE resolution_rules (
    id INTEGER PRIMARY KEY,
    rule TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE semantic_relationships (
    source_node_id INTEGER NOT NULL REFERENCES semantic_nodes (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    target_node_id INTEGER NOT NULL REFERENCES semantic_nodes (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    type TEXT NOT NULL CHECK (
        type = 'inherits' OR type = 'implements' OR type = 'overrides' OR type = 'instantiates' OR
        type = 'uses' OR type = 'references' OR type = 'reads' OR type = 'writes' OR
        type = 'returns_type' OR type = 'accepts_type' OR type = 'decorates' OR type = 'raises' OR
        type = 'tests'),
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    rule_id INTEGER NOT NULL REFERENCES resolution_rules (id) DEFERRABLE INITIALLY DEFERRED,
    line INTEGER NOT NULL CHECK (line >= 0),   -- the first place, in the source node's file
    PRIMARY KEY (source_node_id, target_node_id, type)
) STRICT, WITHOUT ROWID;

CREATE INDEX semantic_relationships_target ON semantic_relationships (target_node_id, type);

CREATE TABLE node_call_graph (
    caller_id INTEGER NOT NULL REFERENCES semantic_nodes (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    callee_id INTEGER NOT NULL REFERENCES semantic_nodes (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    call_type TEXT NOT NULL CHECK (call_type = 'direct' OR call_type = 'indirect' OR call_type = 'virtual'),
    is_async INTEGER NOT NULL CHECK (is_async IN (0, 1)),
    sites TEXT NOT NULL CHECK (sites GLOB '[[]*]'),  -- a JSON list of lines in the caller's file, ascending
    call_count INTEGER NOT NULL CHECK (call_count > 0),
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    PRIMARY KEY (caller_id, callee_id, call_type)
) STRICT, WITHOUT ROWID;

CREATE INDEX node_call_graph_callee ON node_call_graph (callee_id, caller_id);

CREATE TABLE generation (
    number INTEGER PRIMARY KEY CHECK (number > 0),
    parent INTEGER,                            -- the generation it was made from; may have been collected
    session_id INTEGER NOT NULL REFERENCES ast_parsing_sessions (id) DEFERRABLE INITIALLY DEFERRED,
    created_at REAL NOT NULL,                  -- seconds since the epoch
    files INTEGER NOT NULL CHECK (files >= 0),
    nodes INTEGER NOT NULL CHECK (nodes >= 0),
    chunks INTEGER NOT NULL CHECK (chunks >= 0),
    set_digest BLOB NOT NULL CHECK (length(set_digest) = 32),  -- order-free, over the chunks; equal in all three stores
    model_fingerprint TEXT,                    -- NULL: no vectors
    source_revision TEXT
) STRICT;

CREATE INDEX generation_session ON generation (session_id);

CREATE TABLE generation_pointer (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    generation INTEGER NOT NULL REFERENCES generation (number) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX generation_pointer_generation ON generation_pointer (generation);

CREATE TABLE rag_store_state (
    generation INTEGER NOT NULL REFERENCES generation (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    store TEXT NOT NULL CHECK (store IN ('sqlite', 'lancedb', 'tantivy')),
    location TEXT NOT NULL,                    -- relative to the index directory
    version INTEGER,                           -- LanceDB's version, Tantivy's opstamp
    tag TEXT,
    rows INTEGER NOT NULL CHECK (rows >= 0),
    set_digest BLOB NOT NULL CHECK (length(set_digest) = 32),
    bytes INTEGER NOT NULL CHECK (bytes >= 0),
    health TEXT NOT NULL CHECK (health IN ('ok', 'degraded', 'broken')),
    last_error TEXT,
    details TEXT NOT NULL DEFAULT '{}' CHECK (details GLOB '{*}'),  -- dimensions, index_kind, partitions, build_ms; fields, segments
    PRIMARY KEY (generation, store)
) STRICT, WITHOUT ROWID;

CREATE TABLE generation_file (
    generation INTEGER NOT NULL REFERENCES generation (number) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    store TEXT NOT NULL CHECK (store IN ('lancedb', 'tantivy')),
    relative_path TEXT NOT NULL,               -- from the store's location
    size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    PRIMARY KEY (generation, store, relative_path)
) STRICT, WITHOUT ROWID;

CREATE TABLE identity_counters (
    name TEXT PRIMARY KEY CHECK (name IN ('file', 'node', 'chunk', 'import')),
    last_id INTEGER NOT NULL CHECK (last_id >= 0)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE semantic_index_stats (
    generation INTEGER NOT NULL CHECK (generation > 0),
    metric TEXT NOT NULL,                      -- files_by_language, nodes_by_kind, index_bytes …
    key TEXT NOT NULL,                         -- what it counts; '' for a single figure
    value REAL NOT NULL,
    PRIMARY KEY (generation, metric, key)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE configuration (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL,                       -- JSON
    origin TEXT NOT NULL                       -- 'default', a file, a variable, the command line
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE file_dependencies_fts USING fts5 (
    import_path,
    content = 'file_imports', content_rowid = 'id',
    tokenize = 'trigram', detail = 'none', columnsize = 0
);

CREATE VIEW reference_sites AS
SELECT node.file_id,
       file.display_path,
       reference.node_id,
       CASE reference.kind
           WHEN 0 THEN 'call' WHEN 1 THEN 'instantiate' WHEN 2 THEN 'inherit' WHEN 3 THEN 'implement'
           WHEN 4 THEN 'decorate' WHEN 5 THEN 'type' WHEN 6 THEN 'raise' WHEN 7 THEN 'macro'
           WHEN 8 THEN 'read' WHEN 9 THEN 'write'
       END AS kind,
       expression.name,
       expression.expression,
       reference.line,
       reference.column,
       reference.start_byte,
       reference.flags,
       file.language || '/references.scm:' || reference.rule_line AS rule
  FROM semantic_references AS reference
  JOIN reference_expressions AS expression ON expression.id = reference.expression_id
  JOIN semantic_nodes AS node ON node.id = reference.node_id
  JOIN file_metadata AS file ON file.id = node.file_id;

CREATE VIEW public_api_nodes AS
SELECT node.id, file.display_path, node.kind, node.name, node.qualified_name, node.signature, node.return_type,
       coalesce(node.summary, node.documentation) AS summary, node.start_line
  FROM semantic_nodes AS node
  JOIN file_metadata AS file ON file.id = node.file_id
 WHERE node.visibility = 'public'
   AND node.kind NOT IN ('module', 'section', 'test')
   AND node.modifiers & 32 = 0
   AND file.flags = 0
   AND file.content = 'code';

CREATE VIEW dependency_metrics AS
SELECT file_id, display_path, fan_in, fan_out, round(1.0 * fan_out / nullif(fan_in + fan_out, 0), 3) AS instability
  FROM (SELECT file.id AS file_id,
               file.display_path,
               (SELECT count(DISTINCT inner_edge.source_file_id)
                  FROM file_dependencies AS inner_edge
                 WHERE inner_edge.target_file_id = file.id
                   AND inner_edge.source_file_id <> file.id) AS fan_in,
               (SELECT count(DISTINCT outer_edge.target_file_id)
                  FROM file_dependencies AS outer_edge
                 WHERE outer_edge.source_file_id = file.id
                   AND outer_edge.target_file_id <> file.id) AS fan_out
          FROM file_metadata AS file
         WHERE file.status = 'parsed');

CREATE VIEW node_complexity_analysis AS
SELECT node.id, file.display_path, node.kind, node.qualified_name, node.complexity,
       node.end_line - node.start_line + 1 AS lines, node.start_line
  FROM semantic_nodes AS node
  JOIN file_metadata AS file ON file.id = node.file_id
 WHERE node.complexity > 1;

CREATE VIEW import_statistics AS
SELECT import.import_path,
       import.kind,
       count(*) AS statements,
       count(DISTINCT import.file_id) AS files,
       max(dependency.target_file_id IS NOT NULL) AS is_internal,
       max(coalesce(dependency.is_external, 0)) AS is_external
  FROM file_imports AS import
  LEFT JOIN file_dependencies AS dependency ON dependency.import_id = import.id
 GROUP BY import.import_path, import.kind;

CREATE VIEW language_distribution AS
SELECT coalesce(language, 'none') AS language,
       count(*) AS files,
       sum(size_bytes) AS bytes,
       sum(lines_code) AS lines_code,
       sum(lines_comment) AS lines_comment,
       sum(lines_blank) AS lines_blank,
       sum(status = 'parsed') AS parsed
  FROM file_metadata
 GROUP BY language;

CREATE VIEW parsing_session_summary AS
SELECT session.id, session.root, session.source_revision, session.tool_version, session.status, session.files_seen,
       session.files_parsed, session.files_skipped, session.files_failed, session.nodes_made, session.started_at,
       session.finished_at - session.started_at AS seconds,
       generation.number AS generation
  FROM ast_parsing_sessions AS session
  LEFT JOIN generation ON generation.session_id = session.id;

CREATE VIEW orphaned_nodes AS
SELECT node.id, node.file_id, node.kind, node.qualified_name
  FROM semantic_nodes AS node
  LEFT JOIN semantic_nodes AS parent ON parent.id = node.parent_id
 WHERE (node.parent_id IS NULL AND node.kind <> 'module')
    OR (node.parent_id IS NOT NULL AND parent.file_id IS NOT node.file_id);

CREATE VIEW files_missing_metadata AS
SELECT id, display_path, status,
       CASE
           WHEN status <> 'skipped' AND sha256 IS NULL THEN 'read, but without a digest'
           WHEN status = 'parsed' AND language IS NULL THEN 'parsed, but in no language'
           WHEN status <> 'parsed' AND reason IS NULL AND skip_reason IS NULL THEN 'not parsed, and no reason is given'
       END AS missing
  FROM file_metadata
 WHERE (status <> 'skipped' AND sha256 IS NULL)
    OR (status = 'parsed' AND language IS NULL)
    OR (status <> 'parsed' AND reason IS NULL AND skip_reason IS NULL);

CREATE VIEW invalid_dependencies AS
SELECT dependency.id, dependency.import_id, dependency.source_file_id, dependency.target_file_id
  FROM file_dependencies AS dependency
  JOIN file_imports AS import ON import.id = dependency.import_id
 WHERE import.file_id <> dependency.source_file_id;

CREATE VIEW stale_records AS
SELECT 'reference_expressions' AS table_name, expression.id, expression.expression AS record
  FROM reference_expressions AS expression
 WHERE NOT EXISTS (SELECT 1 FROM semantic_references AS reference WHERE reference.expression_id = expression.id);

CREATE VIEW unused_semantic_nodes AS
SELECT node.id, file.display_path, node.kind, node.qualified_name, node.start_line,
       CASE WHEN named.name IS NULL THEN 'its name stands nowhere' ELSE 'its name stands somewhere, linked to others' END AS reason,
       CASE
           WHEN named.name IS NULL AND node.visibility <> 'public' THEN 0.9
           WHEN named.name IS NULL THEN 0.6
           ELSE 0.3
       END AS confidence
  FROM semantic_nodes AS node
  JOIN file_metadata AS file ON file.id = node.file_id
  LEFT JOIN (SELECT DISTINCT name FROM reference_expressions) AS named ON named.name = node.name
 WHERE node.kind IN ('class', 'struct', 'enum', 'interface', 'trait', 'function', 'method', 'macro', 'type_alias')
   AND node.modifiers & 40 = 0  -- neither exported nor a test
   AND node.name NOT LIKE '\_\_%' ESCAPE '\'
   AND file.flags = 0
   AND NOT EXISTS (SELECT 1 FROM node_call_graph AS call WHERE call.callee_id = node.id AND call.caller_id <> node.id)
   AND NOT EXISTS (SELECT 1 FROM semantic_relationships AS edge WHERE edge.target_node_id = node.id);

CREATE VIEW vector_metadata AS
SELECT chunk.id AS chunk_id, chunk.embedding_hash, generation.number AS generation, generation.model_fingerprint
  FROM generation_pointer AS pointer
  JOIN generation ON generation.number = pointer.generation
  JOIN document_chunks AS chunk
 WHERE generation.model_fingerprint IS NOT NULL;

CREATE VIEW vector_index_metadata AS
SELECT state.generation, generation.model_fingerprint, state.location, state.version, state.rows, state.bytes, state.details
  FROM rag_store_state AS state
  JOIN generation ON generation.number = state.generation
 WHERE state.store = 'lancedb';

CREATE VIEW fts_index_metadata AS
SELECT chunk.id AS document_id, chunk.id AS chunk_id, chunk.chunk_key, pointer.generation
  FROM generation_pointer AS pointer
  JOIN document_chunks AS chunk;

CREATE VIEW fts_segment_metadata AS
SELECT state.generation, state.location, state.version, state.rows AS documents, state.bytes, state.details
  FROM rag_store_state AS state
 WHERE state.store = 'tantivy';

CREATE VIEW sql_index_metadata AS
SELECT master.name, master.tbl_name AS table_name, master.sql AS definition, statistics.stat AS statistics
  FROM sqlite_master AS master
  LEFT JOIN sqlite_stat1 AS statistics ON statistics.idx = master.name AND statistics.tbl = master.tbl_name
 WHERE master.type = 'index';

CREATE VIEW schema_integrity_check AS
SELECT (SELECT count(*) FROM schema_versions) AS steps,
       (SELECT max(version) FROM schema_versions) AS version,
       (SELECT count(*) = max(version) FROM schema_versions) AS steps_are_complete,
       (SELECT count(*) FROM migration_operations WHERE result = 'failed') AS failed_operations,
       (SELECT count(*) FROM required_tables_check WHERE NOT present) AS missing_tables;

CREATE VIEW initialization_status AS
SELECT (SELECT generation FROM generation_pointer) AS generation,
       (SELECT count(*) FROM file_metadata) AS files,
       (SELECT count(*) FROM semantic_nodes) AS nodes,
       (SELECT count(*) FROM document_chunks) AS chunks,
       EXISTS (SELECT 1 FROM ast_parsing_sessions WHERE status = 'running') AS run_in_progress,
       (SELECT max(finished_at) FROM ast_parsing_sessions WHERE status = 'completed') AS last_completed_at;

CREATE VIEW system_health_diagnostics AS
SELECT state.store, state.generation, state.rows, generation.chunks AS expected_rows,
       CASE
           WHEN state.health <> 'ok' THEN state.health
           WHEN state.rows <> generation.chunks THEN 'rows are missing or too many'
           WHEN state.set_digest <> generation.set_digest THEN 'it holds other chunks'
           ELSE 'ok'
       END AS health,
       state.last_error
  FROM generation_pointer AS pointer
  JOIN generation ON generation.number = pointer.generation
  JOIN rag_store_state AS state ON state.generation = generation.number;

CREATE VIEW schema_documentation AS
SELECT type, name, tbl_name AS table_name, sql AS definition
  FROM sqlite_master
 WHERE sql IS NOT NULL
   AND name NOT LIKE 'sqlite\_%' ESCAPE '\';

CREATE TABLE document_chunks (
    id INTEGER PRIMARY KEY,
    file_id INTEGER NOT NULL REFERENCES file_metadata (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    node_id INTEGER REFERENCES semantic_nodes (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,  -- NULL: a file without definitions
    chunk_key BLOB NOT NULL CHECK (length(chunk_key) = 16),            -- everything the other stores know of it
    embedding_hash BLOB NOT NULL CHECK (length(embedding_hash) = 16),  -- of the passage: what is embedded
    start_byte INTEGER NOT NULL CHECK (start_byte >= 0),
    end_byte INTEGER NOT NULL,
    start_line INTEGER NOT NULL CHECK (start_line >= 0),
    end_line INTEGER NOT NULL,                 -- of the last byte, inclusive
    token_count INTEGER NOT NULL CHECK (token_count >= 0),
    kinds INTEGER NOT NULL CHECK (kinds >= 0), -- a mask of model.KIND_BIT
    header_bytes INTEGER NOT NULL CHECK (header_bytes >= 0),  -- where in the passage its header ends
    passage ANY NOT NULL CHECK (typeof(passage) = 'blob' OR typeof(passage) = 'text'),  -- header, newline, text: deflated (zlib) if that is shorter
    CHECK (end_byte >= start_byte)
) STRICT;

CREATE INDEX document_chunks_place ON document_chunks (file_id, start_byte);

CREATE INDEX document_chunks_node ON document_chunks (node_id);

CREATE INDEX semantic_nodes_place ON semantic_nodes (file_id, start_byte);

CREATE TABLE file_bindings (
    file_id INTEGER PRIMARY KEY REFERENCES file_metadata (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    surface BLOB NOT NULL,  -- digest over all that other files' edges can depend on
    bindings BLOB NOT NULL  -- zlib of a JSON list of [definition's place, kind, target, value, type, line]
) STRICT;

CREATE TABLE link_sources (
    source_file_id INTEGER NOT NULL,
    file_id INTEGER NOT NULL REFERENCES file_metadata (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (source_file_id, file_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX link_sources_file ON link_sources (file_id);

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

CREATE TABLE graph_examination (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    edges_digest BLOB NOT NULL CHECK (length(edges_digest) = 16)
) STRICT;

CREATE VIEW circular_dependency_chains AS
SELECT cycle.id AS cycle_id, cycle.level, cycle.nature, cycle.severity, step.key AS position, step.value AS member,
       coalesce(lead(step.value) OVER steps, first_value(step.value) OVER steps) AS leads_to
  FROM circular_dependencies AS cycle, json_each(cycle.witness) AS step
 WHERE cycle.gone_since IS NULL
WINDOW steps AS (PARTITION BY cycle.id ORDER BY step.key);

CREATE TABLE node_graph_metrics (
    node_id INTEGER PRIMARY KEY REFERENCES semantic_nodes (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    centrality REAL NOT NULL CHECK (centrality > 0),  -- PageRank in its first form: 0.15 for what nothing leads to
    fan_in INTEGER NOT NULL CHECK (fan_in >= 0),      -- definitions that call or use it, tests left out
    tests INTEGER NOT NULL CHECK (tests >= 0),        -- definitions in tests that do
    cycle_id INTEGER REFERENCES circular_dependencies (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED  -- calls itself through others
) STRICT;

CREATE INDEX node_graph_metrics_cycle ON node_graph_metrics (cycle_id) WHERE cycle_id IS NOT NULL;

CREATE INDEX node_graph_metrics_centrality ON node_graph_metrics (centrality DESC);

CREATE VIEW call_hierarchy AS
SELECT call.caller_id, caller.qualified_name AS caller, caller_file.display_path AS caller_path,
       call.callee_id, callee.qualified_name AS callee, callee_file.display_path AS callee_path,
       call.call_type, call.is_async, call.sites, call.call_count, call.confidence,
       CASE
           WHEN call.caller_id = call.callee_id THEN 'direct'
           WHEN EXISTS (
               SELECT 1
                 FROM node_graph_metrics AS one
                 JOIN node_graph_metrics AS other ON other.cycle_id = one.cycle_id
                WHERE one.node_id = call.caller_id
                  AND other.node_id = call.callee_id) THEN 'mutual'
           ELSE 'none'
       END AS recursion
  FROM node_call_graph AS call
  JOIN semantic_nodes AS caller ON caller.id = call.caller_id
  JOIN file_metadata AS caller_file ON caller_file.id = caller.file_id
  JOIN semantic_nodes AS callee ON callee.id = call.callee_id
  JOIN file_metadata AS callee_file ON callee_file.id = callee.file_id;

CREATE VIEW rag_metadata AS
SELECT node.id AS node_id, pointer.generation, generation.model_fingerprint,
       (SELECT count(*) FROM document_chunks AS chunk WHERE chunk.node_id = node.id) AS chunks,
       generation.model_fingerprint IS NULL AS needs_embedding,
       (SELECT count(*) FROM node_call_graph AS call WHERE call.callee_id = node.id) AS callers,
       coalesce(metrics.centrality, 0.15) AS centrality,
       coalesce(metrics.fan_in, 0) AS fan_in,
       coalesce(metrics.tests, 0) AS tests
  FROM generation_pointer AS pointer
  JOIN generation ON generation.number = pointer.generation
  JOIN semantic_nodes AS node
  LEFT JOIN node_graph_metrics AS metrics ON metrics.node_id = node.id;

CREATE VIEW required_tables_check AS
WITH required (name) AS (
    VALUES ('ast_parsing_sessions'), ('file_metadata'), ('semantic_nodes'), ('semantic_node_parameters'),
           ('semantic_node_type_parameters'), ('reference_expressions'), ('semantic_references'), ('file_imports'),
           ('file_dependencies'), ('resolution_rules'), ('semantic_relationships'), ('node_call_graph'),
           ('document_chunks'), ('generation'), ('generation_pointer'), ('rag_store_state'), ('generation_file'),
           ('identity_counters'), ('code_change_tracking'), ('semantic_index_stats'), ('sync_audit_trail'),
           ('configuration'), ('semantic_nodes_fts'), ('file_dependencies_fts'), ('schema_versions'),
           ('migration_operations'), ('rollback_points'), ('file_bindings'), ('link_sources'), ('circular_dependencies'),
           ('graph_examination'), ('node_graph_metrics')
)
SELECT required.name, master.name IS NOT NULL AS present
  FROM required
  LEFT JOIN sqlite_master AS master ON master.name = required.name AND master.type = 'table';

CREATE VIRTUAL TABLE semantic_nodes_fts USING fts5 (
    name, qualified_name, signature,
    content = 'semantic_nodes', content_rowid = 'id',
    tokenize = 'trigram', detail = 'none', columnsize = 0
);

CREATE VIEW node_relationships AS
SELECT edge.source_node_id, edge.target_node_id, edge.type, edge.confidence,
       edge.type <> 'overrides' AS is_direct, rule.rule, edge.line
  FROM semantic_relationships AS edge
  JOIN resolution_rules AS rule ON rule.id = edge.rule_id
 UNION ALL
SELECT caller_id, callee_id, 'calls', confidence, 1, NULL, CAST(ltrim(sites, '[') AS INTEGER)
  FROM node_call_graph
 UNION ALL
SELECT call.caller_id, call.callee_id, 'instantiates', call.confidence, 1, NULL, CAST(ltrim(call.sites, '[') AS INTEGER)
  FROM node_call_graph AS call
  JOIN semantic_nodes AS made ON made.id = call.callee_id
 WHERE made.kind IN ('class', 'struct', 'enum')
 UNION ALL
SELECT call.caller_id, call.callee_id, 'tests', call.confidence, 0, NULL, CAST(ltrim(call.sites, '[') AS INTEGER)
  FROM node_call_graph AS call
  JOIN semantic_nodes AS test ON test.id = call.caller_id
  JOIN file_metadata AS test_file ON test_file.id = test.file_id
  JOIN semantic_nodes AS tested ON tested.id = call.callee_id
  JOIN file_metadata AS tested_file ON tested_file.id = tested.file_id
 WHERE call.confidence >= 0.5
   AND (test_file.flags & 1 OR test.modifiers & 32)
   AND NOT (tested_file.flags & 1 OR tested.modifiers & 32)
 UNION ALL
SELECT parent_id, id, 'contains', 1.0, 1, NULL, start_line
  FROM semantic_nodes
 WHERE parent_id IS NOT NULL
 UNION ALL
SELECT import.node_id, target.id, 'imports', dependency.confidence, 1, NULL, import.line
  FROM file_dependencies AS dependency
  JOIN file_imports AS import ON import.id = dependency.import_id
  JOIN semantic_nodes AS target ON target.file_id = dependency.target_file_id AND target.parent_id IS NULL;
