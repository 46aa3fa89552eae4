DROP TABLE code_change_tracking;
