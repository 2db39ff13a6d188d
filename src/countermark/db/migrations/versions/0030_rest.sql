-- The audit log, filtered: by who, by what, by when. The keys of REST requests are rows of idempotency_keys.
CREATE INDEX audit_log_of_actor ON audit_log (brand_id, actor_id, audit_id DESC);
CREATE INDEX audit_log_of_action ON audit_log (brand_id, action, audit_id DESC);
CREATE INDEX audit_log_of_request ON audit_log (brand_id, request_id) WHERE request_id IS NOT NULL;
