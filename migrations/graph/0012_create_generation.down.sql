DROP TABLE generation_pointer;
DROP TABLE generation;
