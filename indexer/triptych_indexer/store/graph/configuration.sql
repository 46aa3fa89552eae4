-- The settings an index was made with.

-- name: clear
-- The root is no setting, and stays when a run without settings (a repair) publishes.
-- scans: a row a setting
DELETE FROM configuration
 WHERE name <> 'root';

-- name: save
INSERT INTO configuration (name, value, origin)
VALUES (:name, :value, :origin);

-- name: all
-- scans: a row a setting
SELECT name, value, origin
  FROM configuration
 WHERE name <> 'root'
 ORDER BY name;

-- name: root
SELECT value
  FROM configuration
 WHERE name = 'root';

-- name: keep_root
INSERT INTO configuration (name, value, origin)
VALUES ('root', :value, 'the last run')
    ON CONFLICT (name) DO UPDATE SET value = excluded.value;
