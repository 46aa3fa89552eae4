DROP TABLE sync_audit_trail;
