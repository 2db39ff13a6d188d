-- The outbox, mail.

-- What happened and others may want to hear of, written in the transaction of what it tells of.
CREATE TABLE outbox_events (
    brand_id uuid NOT NULL REFERENCES brands,
    event_id uuid NOT NULL DEFAULT uuidv7(),
    event_type text NOT NULL CHECK (length(event_type) BETWEEN 1 AND 100),
    occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    object_type text NOT NULL,
    object_id text NOT NULL,
    data jsonb NOT NULL CHECK (jsonb_typeof(data) = 'object'),
    dispatched_at timestamptz,
    PRIMARY KEY (brand_id, event_id)
);
CREATE INDEX outbox_events_waiting ON outbox_events (brand_id, event_id) WHERE dispatched_at IS NULL;
CREATE INDEX outbox_events_by_age ON outbox_events (brand_id, occurred_at);

ALTER TABLE outbox_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox_events FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_only ON outbox_events
    USING (brand_id = (SELECT NULLIF(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE, DELETE ON outbox_events TO countermark_app;

-- Mails to send, and what became of them. Many are about an account, which belongs to no brand, so none names one.
-- The content is wrapped by the master key, for it may hold links that let somebody in, and goes once it is sent.
CREATE TABLE mails (
    mail_id uuid PRIMARY KEY DEFAULT uuidv7(),
    kind text NOT NULL CHECK (length(kind) BETWEEN 1 AND 60),
    recipient text NOT NULL CHECK (length(recipient) BETWEEN 3 AND 320),
    content bytea,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'failed')),
    attempts smallint NOT NULL DEFAULT 0,
    error text CHECK (length(error) <= 500),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    due_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ended_at timestamptz,
    CHECK ((state = 'waiting') = (content IS NOT NULL)),
    CHECK ((state = 'waiting') = (ended_at IS NULL))
);
CREATE INDEX mails_due ON mails (due_at) WHERE state = 'waiting';
GRANT SELECT, INSERT, UPDATE, DELETE ON mails TO countermark_app;
