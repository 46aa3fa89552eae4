-- The settings an index was made with.

-- name: clear
DELETE FROM configuration;

-- name: save
INSERT INTO configuration (name, value, origin)
VALUES (:name, :value, :origin);

-- name: all
-- scans: a row a setting
SELECT name, value, origin
  FROM configuration
 ORDER BY name;
