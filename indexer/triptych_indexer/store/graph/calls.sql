-- Walking the call graph, a level at a time, and what of a name could not be linked.
-- A step is told how many rows it may give, and how many edges it may look at for them: a hub has a hundred thousand callers.
-- Names are joined to what is left. Test code is what stands in a file of
-- tests (FileFlag.TEST is 1) or is marked as a test itself (Modifier.TEST is 32).

-- name: callers
WITH met AS (
    SELECT call.caller_id, call.callee_id, call.call_type, call.confidence
      FROM json_each(:ids) AS asked
      JOIN node_call_graph AS call ON call.callee_id = asked.value
     WHERE call.confidence >= :confidence
       AND (:tests IS NULL OR :tests = EXISTS (
               SELECT 1
                 FROM semantic_nodes AS node
                 JOIN file_metadata AS file ON file.id = node.file_id
                WHERE node.id = call.caller_id
                  AND (file.flags & 1 OR node.modifiers & 32)))
     LIMIT :reach
),
surest AS MATERIALIZED (
    SELECT caller_id, callee_id, call_type
      FROM met
     ORDER BY confidence DESC, caller_id, callee_id
     LIMIT :limit
)
SELECT call.callee_id, caller.id, file.display_path, caller.name_line, caller.kind, caller.qualified_name,
       file.flags & 1 OR caller.modifiers & 32, call.call_type, call.is_async, call.sites, call.confidence
  FROM surest
  JOIN node_call_graph AS call
    ON call.caller_id = surest.caller_id AND call.callee_id = surest.callee_id AND call.call_type = surest.call_type
  JOIN semantic_nodes AS caller ON caller.id = call.caller_id
  JOIN file_metadata AS file ON file.id = caller.file_id
 ORDER BY call.confidence DESC, file.path, caller.start_byte, caller.symbol, call.callee_id;

-- name: callees
WITH met AS (
    SELECT call.caller_id, call.callee_id, call.call_type, call.confidence
      FROM json_each(:ids) AS asked
      JOIN node_call_graph AS call ON call.caller_id = asked.value
     WHERE call.confidence >= :confidence
       AND (:tests IS NULL OR :tests = EXISTS (
               SELECT 1
                 FROM semantic_nodes AS node
                 JOIN file_metadata AS file ON file.id = node.file_id
                WHERE node.id = call.callee_id
                  AND (file.flags & 1 OR node.modifiers & 32)))
     LIMIT :reach
),
surest AS MATERIALIZED (
    SELECT caller_id, callee_id, call_type
      FROM met
     ORDER BY confidence DESC, callee_id, caller_id
     LIMIT :limit
)
SELECT call.caller_id, callee.id, file.display_path, callee.name_line, callee.kind, callee.qualified_name,
       file.flags & 1 OR callee.modifiers & 32, call.call_type, call.is_async, call.sites, call.confidence
  FROM surest
  JOIN node_call_graph AS call
    ON call.caller_id = surest.caller_id AND call.callee_id = surest.callee_id AND call.call_type = surest.call_type
  JOIN semantic_nodes AS callee ON callee.id = call.callee_id
  JOIN file_metadata AS file ON file.id = callee.file_id
 ORDER BY call.confidence DESC, file.path, callee.start_byte, callee.symbol, call.caller_id;

-- name: count_callers
-- Edges as sure as asked for, and less sure ones. The names are looked up only when tests are told apart.
SELECT coalesce(sum(call.confidence >= :confidence), 0), coalesce(sum(call.confidence < :confidence), 0)
  FROM json_each(:ids) AS asked
  JOIN node_call_graph AS call ON call.callee_id = asked.value
 WHERE :tests IS NULL OR :tests = EXISTS (
           SELECT 1
             FROM semantic_nodes AS node
             JOIN file_metadata AS file ON file.id = node.file_id
            WHERE node.id = call.caller_id
              AND (file.flags & 1 OR node.modifiers & 32));

-- name: count_callees
-- Edges as sure as asked for, and less sure ones. The names are looked up only when tests are told apart.
SELECT coalesce(sum(call.confidence >= :confidence), 0), coalesce(sum(call.confidence < :confidence), 0)
  FROM json_each(:ids) AS asked
  JOIN node_call_graph AS call ON call.caller_id = asked.value
 WHERE :tests IS NULL OR :tests = EXISTS (
           SELECT 1
             FROM semantic_nodes AS node
             JOIN file_metadata AS file ON file.id = node.file_id
            WHERE node.id = call.callee_id
              AND (file.flags & 1 OR node.modifiers & 32));

-- name: ends_above
-- Both ends of the edges that lead to some definitions, and nothing else: a search looks at tens of thousands.
SELECT call.callee_id, call.caller_id
  FROM json_each(:ids) AS asked
  JOIN node_call_graph AS call ON call.callee_id = asked.value
 WHERE call.confidence >= :confidence
 ORDER BY call.confidence DESC, call.callee_id, call.caller_id;

-- name: ends_below
SELECT call.caller_id, call.callee_id
  FROM json_each(:ids) AS asked
  JOIN node_call_graph AS call ON call.caller_id = asked.value
 WHERE call.confidence >= :confidence
 ORDER BY call.confidence DESC, call.caller_id, call.callee_id;

-- name: overridden_by
-- (definition, what overrides it): who calls the one may run the other.
SELECT edge.target_node_id, edge.source_node_id
  FROM json_each(:ids) AS asked
  JOIN semantic_relationships AS edge ON edge.target_node_id = asked.value AND edge.type = 'overrides'
 ORDER BY edge.target_node_id, edge.source_node_id;

-- name: overrides_of
SELECT edge.source_node_id, edge.target_node_id
  FROM json_each(:ids) AS asked
  JOIN semantic_relationships AS edge ON edge.source_node_id = asked.value AND edge.type = 'overrides'
 ORDER BY edge.source_node_id, edge.target_node_id;

-- name: between
-- The surest edge from one definition to another.
SELECT call_type, is_async, sites, confidence
  FROM node_call_graph
 WHERE caller_id = :caller_id
   AND callee_id = :callee_id
 ORDER BY confidence DESC, call_type
 LIMIT 1;

-- name: namesakes
-- (definition, another of its name), tests left out. 1 is FileFlag.TEST, 32 Modifier.TEST; `__init__` and its kind have too many.
SELECT node.id, other.id
  FROM json_each(:ids) AS asked
  JOIN semantic_nodes AS node ON node.id = asked.value
  JOIN semantic_nodes AS other ON other.name = node.name COLLATE NOCASE AND other.name = node.name
  JOIN file_metadata AS file ON file.id = other.file_id
 WHERE node.kind IN ('function', 'method', 'macro')
   AND other.kind IN ('function', 'method', 'macro')
   AND substr(node.name, 1, 2) <> '__'
   AND NOT (file.flags & 1 OR other.modifiers & 32)
 ORDER BY node.id, other.id;

-- name: callers_by_name
-- (definition, who calls something of its name that no edge says what it is). A bare name calls no method.
SELECT DISTINCT node.id, reference.node_id
  FROM json_each(:ids) AS asked
  JOIN semantic_nodes AS node ON node.id = asked.value
  JOIN reference_expressions AS expression ON expression.name = node.name
  JOIN semantic_references AS reference ON reference.expression_id = expression.id
 WHERE reference.kind IN (0, 1, 7)
   AND (node.kind <> 'method' OR expression.expression <> expression.name)
   AND NOT EXISTS (
           SELECT 1
             FROM node_call_graph AS call
             JOIN semantic_nodes AS callee ON callee.id = call.callee_id
             JOIN json_each(call.sites) AS site
            WHERE call.caller_id = reference.node_id
              AND callee.name = expression.name
              AND site.value = reference.line
       )
 ORDER BY node.id, reference.node_id
 LIMIT :limit;

-- name: run_by_the_language
-- (member, its class) of those that no call names: `__iter__` and its kind, which run by what is done with an object.
SELECT node.id, node.parent_id
  FROM json_each(:ids) AS asked
  JOIN semantic_nodes AS node ON node.id = asked.value
 WHERE substr(node.name, 1, 2) = '__'
   AND node.kind = 'method'
   AND node.parent_id IS NOT NULL
 ORDER BY node.id;

-- name: tests_among
SELECT node.id
  FROM json_each(:ids) AS asked
  JOIN semantic_nodes AS node ON node.id = asked.value
  JOIN file_metadata AS file ON file.id = node.file_id
 WHERE file.flags & 1
    OR node.modifiers & 32
 ORDER BY node.id;

-- name: constructors_of
-- Who calls a class runs what makes its instances: edges lead to the class.
SELECT constructor.parent_id, constructor.id
  FROM json_each(:ids) AS asked
  JOIN semantic_nodes AS constructor ON constructor.parent_id = asked.value
 WHERE constructor.kind = 'constructor'
 ORDER BY constructor.id;

-- name: classes_of
SELECT constructor.id, constructor.parent_id
  FROM json_each(:ids) AS asked
  JOIN semantic_nodes AS constructor ON constructor.id = asked.value
 WHERE constructor.kind = 'constructor'
   AND constructor.parent_id IS NOT NULL
 ORDER BY constructor.id;

-- name: related_to
-- What points at definitions other than by calling them, and what they override: who calls that may run them.
SELECT edge.target_node_id, source.id, file.display_path, source.name_line, source.kind, source.qualified_name,
       file.flags & 1 OR source.modifiers & 32, edge.type, 0, json_array(edge.line), edge.confidence
  FROM json_each(:ids) AS asked
  JOIN semantic_relationships AS edge ON edge.target_node_id = asked.value
  JOIN semantic_nodes AS source ON source.id = edge.source_node_id
  JOIN file_metadata AS file ON file.id = source.file_id
 WHERE edge.confidence >= :confidence
   AND edge.type IN (SELECT value FROM json_each(:types))
 ORDER BY edge.confidence DESC, file.path, source.start_byte, source.symbol, edge.type
 LIMIT :limit;

-- name: related_from
SELECT edge.source_node_id, target.id, file.display_path, target.name_line, target.kind, target.qualified_name,
       file.flags & 1 OR target.modifiers & 32, edge.type, 0, json_array(edge.line), edge.confidence
  FROM json_each(:ids) AS asked
  JOIN semantic_relationships AS edge ON edge.source_node_id = asked.value
  JOIN semantic_nodes AS target ON target.id = edge.target_node_id
  JOIN file_metadata AS file ON file.id = target.file_id
 WHERE edge.confidence >= :confidence
   AND edge.type IN (SELECT value FROM json_each(:types))
 ORDER BY edge.confidence DESC, file.path, target.start_byte, target.symbol, edge.type
 LIMIT :limit;

-- name: unresolved_named
-- Call sites of a name (`call`, `instantiate`, `macro`: see reference_sites) with no edge to a definition of that name.
SELECT file.display_path, reference.line, reference.column, expression.expression, node.qualified_name, count(*) OVER ()
  FROM reference_expressions AS expression
  JOIN semantic_references AS reference ON reference.expression_id = expression.id
  JOIN semantic_nodes AS node ON node.id = reference.node_id
  JOIN file_metadata AS file ON file.id = node.file_id
 WHERE expression.name = :name
   AND reference.kind IN (0, 1, 7)
   AND NOT EXISTS (
           SELECT 1
             FROM node_call_graph AS call
             JOIN semantic_nodes AS callee ON callee.id = call.callee_id
             JOIN json_each(call.sites) AS site
            WHERE call.caller_id = reference.node_id
              AND callee.name = expression.name
              AND site.value = reference.line
       )
 ORDER BY file.path, reference.start_byte, reference.kind
 LIMIT :limit;

-- name: unresolved_in
-- The same for the call sites of one definition, of one name or of all.
SELECT file.display_path, reference.line, reference.column, expression.expression, node.qualified_name, count(*) OVER ()
  FROM semantic_references AS reference
  JOIN reference_expressions AS expression ON expression.id = reference.expression_id
  JOIN semantic_nodes AS node ON node.id = reference.node_id
  JOIN file_metadata AS file ON file.id = node.file_id
 WHERE reference.node_id = :node_id
   AND (:name IS NULL OR expression.name = :name)
   AND reference.kind IN (0, 1, 7)
   AND NOT EXISTS (
           SELECT 1
             FROM node_call_graph AS call
             JOIN semantic_nodes AS callee ON callee.id = call.callee_id
             JOIN json_each(call.sites) AS site
            WHERE call.caller_id = reference.node_id
              AND callee.name = expression.name
              AND site.value = reference.line
       )
 ORDER BY reference.start_byte, reference.kind
 LIMIT :limit;

-- name: sites_named
-- Every place where a name is used, whatever it means there.
SELECT file.display_path, reference.line, reference.column, reference.kind, expression.expression, node.id,
       node.qualified_name, count(*) OVER ()
  FROM reference_expressions AS expression
  JOIN semantic_references AS reference ON reference.expression_id = expression.id
  JOIN semantic_nodes AS node ON node.id = reference.node_id
  JOIN file_metadata AS file ON file.id = node.file_id
 WHERE expression.name = :name
 ORDER BY file.path, reference.start_byte, reference.kind
 LIMIT :limit;

-- name: calls_to_named
-- Edges to the definitions of a name; the index ignores letter case, the second condition does not.
SELECT call.caller_id, call.callee_id, call.sites, call.confidence
  FROM semantic_nodes AS callee
  JOIN node_call_graph AS call ON call.callee_id = callee.id
 WHERE callee.name = :name COLLATE NOCASE
   AND callee.name = :name
 ORDER BY call.confidence, call.callee_id;

-- name: relations_to_named
SELECT edge.source_node_id, edge.target_node_id, edge.confidence
  FROM semantic_nodes AS target
  JOIN semantic_relationships AS edge ON edge.target_node_id = target.id
 WHERE target.name = :name COLLATE NOCASE
   AND target.name = :name
   AND edge.type NOT IN ('overrides', 'tests')
 ORDER BY edge.confidence, edge.target_node_id;

-- name: imports_of_name
-- Statements that fetch a name out of a file.
SELECT source.display_path, import.line, import.statement
  FROM file_dependencies AS dependency
  JOIN file_imports AS import ON import.id = dependency.import_id
  JOIN file_metadata AS source ON source.id = dependency.source_file_id
 WHERE dependency.target_file_id = :file_id
   AND instr(import.imported_names, :quoted)
 ORDER BY source.path, import.start_byte, import.id;
