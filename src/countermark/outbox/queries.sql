-- name: insert_events!
-- Events of one type, in the order given, a line each.
INSERT INTO outbox_events (brand_id, event_type, object_type, object_id, data)
SELECT :brand_id, :event_type, :object_type, object_id, data::jsonb
FROM ROWS FROM (string_to_table(:object_ids, E'\n'), string_to_table(:data, E'\n')) AS given (object_id, data);

-- name: forget_events!
-- What happened long ago.
DELETE FROM outbox_events WHERE brand_id = :brand_id AND occurred_at < now() - :kept_days * interval '1 day';
