-- name: insert_mail!
-- A mail to send.
INSERT INTO mails (mail_id, kind, recipient, content) VALUES (:mail_id, :kind, :recipient, :content);

-- name: claim_mails
-- Mails that are due, for one worker: who claims them has until the next attempt is due to say what became of them.
UPDATE mails SET attempts = attempts + 1, due_at = clock_timestamp() + :retry_after_s * interval '1 second' * (1 << attempts)
WHERE mail_id IN (
    SELECT mail_id FROM mails WHERE state = 'waiting' AND due_at <= clock_timestamp()
    ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED)
RETURNING mail_id, kind, recipient, content, attempts;

-- name: end_mail!
-- A mail was taken by the server, or never will be; what it said is forgotten.
UPDATE mails SET state = :state, error = :error, content = NULL, ended_at = clock_timestamp()
WHERE mail_id = :mail_id AND state = 'waiting';

-- name: note_failed_attempt!
-- Why an attempt failed; another one is due.
UPDATE mails SET error = :error WHERE mail_id = :mail_id AND state = 'waiting';

-- name: forget_mails!
-- The log of mails is kept for a while.
DELETE FROM mails WHERE ended_at < now() - :kept_days * interval '1 day';
