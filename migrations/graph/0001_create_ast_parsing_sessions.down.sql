DROP TABLE ast_parsing_sessions;
