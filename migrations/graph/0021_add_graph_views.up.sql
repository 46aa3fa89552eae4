-- What can be derived from the graph is a view, so it can never disagree with it.

-- References with their codes read out, and the pattern that saw each.
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

-- All sixteen types of relationship between definitions, wherever each is kept.
CREATE VIEW node_relationships AS
SELECT edge.source_node_id, edge.target_node_id, edge.type, edge.confidence,
       edge.type NOT IN ('overrides', 'tests') AS is_direct, rule.rule, edge.line
  FROM semantic_relationships AS edge
  JOIN resolution_rules AS rule ON rule.id = edge.rule_id
 UNION ALL
SELECT caller_id, callee_id, 'calls', confidence, 1, NULL, NULL
  FROM node_call_graph
 UNION ALL
SELECT parent_id, id, 'contains', 1.0, 1, NULL, start_line
  FROM semantic_nodes
 WHERE parent_id IS NOT NULL
 UNION ALL
SELECT import.node_id, target.id, 'imports', dependency.confidence, 1, NULL, import.line
  FROM file_dependencies AS dependency
  JOIN file_imports AS import ON import.id = dependency.import_id
  JOIN semantic_nodes AS target ON target.file_id = dependency.target_file_id AND target.parent_id IS NULL;

-- What others may use: public definitions of code that is neither test nor generated nor vendored.
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

-- Calls with both ends named.
CREATE VIEW call_hierarchy AS
SELECT call.caller_id, caller.qualified_name AS caller, caller_file.display_path AS caller_path,
       call.callee_id, callee.qualified_name AS callee, callee_file.display_path AS callee_path,
       call.call_type, call.is_async, call.sites, call.call_count, call.confidence,
       CASE
           WHEN call.caller_id = call.callee_id THEN 'direct'
           WHEN EXISTS (
               SELECT 1
                 FROM node_call_graph AS back
                WHERE back.caller_id = call.callee_id
                  AND back.callee_id = call.caller_id) THEN 'mutual'
           ELSE 'none'
       END AS recursion
  FROM node_call_graph AS call
  JOIN semantic_nodes AS caller ON caller.id = call.caller_id
  JOIN file_metadata AS caller_file ON caller_file.id = caller.file_id
  JOIN semantic_nodes AS callee ON callee.id = call.callee_id
  JOIN file_metadata AS callee_file ON callee_file.id = callee.file_id;

-- Per file: how many files import it (fan-in), how many it imports (fan-out), and how easily it is made to change:
-- 0 nothing pushes it, 1 everything does; NULL for a file on its own.
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

-- Definitions with branches, and how long they are.
CREATE VIEW node_complexity_analysis AS
SELECT node.id, file.display_path, node.kind, node.qualified_name, node.complexity,
       node.end_line - node.start_line + 1 AS lines, node.start_line
  FROM semantic_nodes AS node
  JOIN file_metadata AS file ON file.id = node.file_id
 WHERE node.complexity > 1;

-- What is imported, how often, and whether it is of this repository.
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

-- Every run in one line.
CREATE VIEW parsing_session_summary AS
SELECT session.id, session.root, session.source_revision, session.tool_version, session.status, session.files_seen,
       session.files_parsed, session.files_skipped, session.files_failed, session.nodes_made, session.started_at,
       session.finished_at - session.started_at AS seconds,
       generation.number AS generation
  FROM ast_parsing_sessions AS session
  LEFT JOIN generation ON generation.session_id = session.id;

-- Definitions that nothing holds: there should be none.
CREATE VIEW orphaned_nodes AS
SELECT node.id, node.file_id, node.kind, node.qualified_name
  FROM semantic_nodes AS node
  LEFT JOIN semantic_nodes AS parent ON parent.id = node.parent_id
 WHERE (node.parent_id IS NULL AND node.kind <> 'module')
    OR (node.parent_id IS NOT NULL AND parent.file_id IS NOT node.file_id);

-- Files of which less is known than should be, with the reason.
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

-- Dependencies that contradict their statement: there should be none.
CREATE VIEW invalid_dependencies AS
SELECT dependency.id, dependency.import_id, dependency.source_file_id, dependency.target_file_id
  FROM file_dependencies AS dependency
  JOIN file_imports AS import ON import.id = dependency.import_id
 WHERE import.file_id <> dependency.source_file_id;

-- Texts that nothing uses any more: there should be none.
CREATE VIEW stale_records AS
SELECT 'reference_expressions' AS table_name, expression.id, expression.expression AS record
  FROM reference_expressions AS expression
 WHERE NOT EXISTS (SELECT 1 FROM semantic_references AS reference WHERE reference.expression_id = expression.id);

-- Definitions that nothing seems to use. A name that stands nowhere is a strong sign; one that stands somewhere, but
-- was linked to something else, is a weak one, and anything public may be used from outside.
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
