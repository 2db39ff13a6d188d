-- What the catalogue still lacked.

-- A job over many products finds its items portion by portion: whether it still does, and the last product looked at.
ALTER TABLE bulk_update_jobs ADD is_collecting boolean NOT NULL DEFAULT false, ADD collected_through uuid;
