-- Symbols are long and an index over them repeats them all; a file has few definitions, so its own are looked through.
-- That a symbol stands once in a file is seen to where definitions are written.
DROP INDEX semantic_nodes_symbol;
-- From a place in a file to the definitions there, in source order.
CREATE INDEX semantic_nodes_place ON semantic_nodes (file_id, start_byte);
