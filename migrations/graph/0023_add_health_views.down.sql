DROP VIEW schema_documentation;
DROP VIEW system_health_diagnostics;
DROP VIEW initialization_status;
DROP VIEW schema_integrity_check;
DROP VIEW required_tables_check;
