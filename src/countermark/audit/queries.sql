-- name: append_audit_row$
-- One mutation, told in its own transaction; its id.
INSERT INTO audit_log
    (brand_id, actor_kind, actor_id, action, object_type, object_id, old_value, new_value, request_id)
VALUES
    (:brand_id, :actor_kind, :actor_id, :action, :object_type, :object_id, :old_value, :new_value, :request_id)
RETURNING audit_id;

-- name: append_audit_rows!
-- Many mutations of one kind by one actor, told in their own transaction, in the order given, a line each.
INSERT INTO audit_log
    (brand_id, actor_kind, actor_id, action, object_type, object_id, old_value, new_value, request_id)
SELECT :brand_id, :actor_kind, :actor_id, :action, :object_type, object_id, old_value::jsonb, new_value::jsonb,
       :request_id
FROM ROWS FROM (string_to_table(:object_ids, E'\n'), string_to_table(:old_values, E'\n', ''),
                string_to_table(:new_values, E'\n', '')) AS given (object_id, old_value, new_value);

-- name: lock_sealing^
-- Only one sealer of a brand at a time; writers never take this lock. True when it was free.
SELECT pg_try_advisory_xact_lock(hashtextextended('audit-seal:' || (:brand_id::uuid)::text, 0)) AS locked;

-- name: last_seal^
-- The newest link of the brand's chain.
SELECT sequence, hash FROM audit_seals WHERE brand_id = :brand_id ORDER BY sequence DESC LIMIT 1;

-- name: list_unsealed_rows
-- Rows without a seal, oldest first, no older than the horizon (NULL: all). Late commits may have older ids.
SELECT audit_id, occurred_at, actor_kind, actor_id, action, object_type, object_id, old_value, new_value, request_id
FROM audit_log AS row
WHERE brand_id = :brand_id
  AND (:since::timestamptz IS NULL OR occurred_at >= :since)
  AND NOT EXISTS (SELECT 1 FROM audit_seals AS seal WHERE seal.brand_id = row.brand_id AND seal.audit_id = row.audit_id)
ORDER BY audit_id
LIMIT :most;

-- name: insert_seals!
-- Links for a run of rows, in one statement.
INSERT INTO audit_seals (brand_id, sequence, audit_id, previous_hash, hash)
SELECT :brand_id, * FROM unnest(:sequences::bigint[], :audit_ids::uuid[], :previous_hashes::bytea[], :hashes::bytea[]);

-- name: list_sealed_rows
-- A stretch of the chain with the rows it seals; a row that vanished comes as nulls.
SELECT seal.sequence, seal.previous_hash, seal.hash, seal.audit_id,
       row.audit_id AS row_id, row.occurred_at, row.actor_kind, row.actor_id, row.action, row.object_type,
       row.object_id, row.old_value, row.new_value, row.request_id
FROM audit_seals AS seal
LEFT JOIN audit_log AS row ON row.brand_id = seal.brand_id AND row.audit_id = seal.audit_id
WHERE seal.brand_id = :brand_id AND seal.sequence > :after
ORDER BY seal.sequence
LIMIT :most;

-- name: count_unsealed_rows$
-- The tail that the chain does not cover yet.
SELECT count(*) FROM audit_log AS row
WHERE brand_id = :brand_id
  AND NOT EXISTS (SELECT 1 FROM audit_seals AS seal WHERE seal.brand_id = row.brand_id AND seal.audit_id = row.audit_id);
