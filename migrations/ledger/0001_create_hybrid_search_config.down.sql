DROP TABLE hybrid_search_config;
