DROP INDEX link_sources_file;

DROP TABLE link_sources;
