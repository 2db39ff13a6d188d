-- name: list_rows
-- Audit rows from the newest on, with who acted and the link that seals each; a NULL filter lets everything through. Ids are
-- of version 7, so their order is that of time.
SELECT row.audit_id, row.occurred_at, row.actor_kind, row.actor_id,
       coalesce(nullif(person.display_name, ''), person.email, program.name) AS actor_name, row.action, row.object_type,
       row.object_id, row.old_value, row.new_value, row.request_id, seal.sequence, seal.previous_hash, seal.hash
FROM audit_log AS row
LEFT JOIN users AS person ON row.actor_kind = 'user' AND person.user_id = row.actor_id
LEFT JOIN api_credentials AS program
       ON row.actor_kind = 'credential' AND program.brand_id = row.brand_id AND program.credential_id = row.actor_id
LEFT JOIN audit_seals AS seal ON seal.brand_id = row.brand_id AND seal.audit_id = row.audit_id
WHERE row.brand_id = :brand_id
  AND row.audit_id < :before_id AND row.audit_id >= :from_id
  AND (:actor_kind::text IS NULL OR row.actor_kind = :actor_kind)
  AND (:actor_id::uuid IS NULL OR row.actor_id = :actor_id)
  AND (:action::text IS NULL OR row.action = :action)
  AND (:object_type::text IS NULL OR row.object_type = :object_type)
  AND (:object_id::text IS NULL OR row.object_id = :object_id)
  AND (:request_id::uuid IS NULL OR row.request_id = :request_id)
ORDER BY row.audit_id DESC
LIMIT :most;
