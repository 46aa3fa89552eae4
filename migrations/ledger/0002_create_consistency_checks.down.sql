DROP TABLE consistency_checks;
