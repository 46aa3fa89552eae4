DROP TABLE identity_counters;
