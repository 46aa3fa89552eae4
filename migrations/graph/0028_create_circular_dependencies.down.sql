DROP VIEW circular_dependency_chains;
DROP TABLE graph_examination;
DROP INDEX circular_dependencies_level;
DROP TABLE circular_dependencies;
