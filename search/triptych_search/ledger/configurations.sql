-- name: newest
-- The newest version of a name, a row for each intent that it says something about (`any`: all the others).
SELECT intent, version, weights, fusion, fusion_constants, pool_sizes, thresholds
  FROM hybrid_search_config
 WHERE name = :name
   AND version = (SELECT max(version) FROM hybrid_search_config WHERE name = :name)
 ORDER BY intent;

-- name: names
-- scans: a handful of rows that people made by hand
-- With `max`, SQLite takes the other columns from the row that has it.
SELECT name, max(version), origin
  FROM hybrid_search_config
 GROUP BY name
 ORDER BY name;

-- name: add
INSERT INTO hybrid_search_config
       (name, version, parent_id, origin, intent, weights, fusion, fusion_constants, pool_sizes, thresholds, reranker,
        cache_policy, created_at)
VALUES (:name, :version,
        (SELECT max(id) FROM hybrid_search_config WHERE name = :name AND version = :version - 1 AND intent = :intent),
        :origin, :intent, :weights, :fusion, :fusion_constants, :pool_sizes, :thresholds, 'linear', 'off', :now);

-- name: remove
DELETE FROM hybrid_search_config
 WHERE name = :name;
