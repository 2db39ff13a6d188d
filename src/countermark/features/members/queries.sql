-- name: lock_members!
-- One at a time changes who works in a brand, so that no two changes together leave it without an owner.
SELECT 1 FROM brands WHERE brand_id = :brand_id FOR NO KEY UPDATE;

-- name: get_role_of^
-- A member's role and what it allows, as it stands now.
SELECT memberships.role, roles.permissions FROM memberships JOIN roles USING (brand_id, role)
WHERE memberships.brand_id = :brand_id AND memberships.user_id = :user_id;

-- name: get_role^
-- A role with how many hold it. Locked against its deletion until the transaction ends.
SELECT role, title, is_built_in, permissions, created_at FROM roles
WHERE brand_id = :brand_id AND role = :role FOR KEY SHARE;

-- name: list_roles
-- Every role of the brand: the built-in ones first, then its own by title; with how many hold each.
SELECT role, title, is_built_in, permissions, created_at,
       (SELECT count(*) FROM memberships
        WHERE memberships.brand_id = roles.brand_id AND memberships.role = roles.role) AS members,
       (SELECT count(*) FROM invitations
        WHERE invitations.brand_id = roles.brand_id AND invitations.role = roles.role
          AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()) AS invitations
FROM roles WHERE brand_id = :brand_id
ORDER BY is_built_in DESC, array_position(:order::text[], role), lower(title), role;

-- name: insert_role$
-- A role of the brand's own; nothing when its key is taken.
INSERT INTO roles (brand_id, role, title, permissions) VALUES (:brand_id, :role, :title, :permissions)
ON CONFLICT (brand_id, role) DO NOTHING RETURNING role;

-- name: update_role!
-- Another title, other permissions.
UPDATE roles SET title = :title, permissions = :permissions WHERE brand_id = :brand_id AND role = :role;

-- name: delete_role!
-- A role that nobody holds.
DELETE FROM roles WHERE brand_id = :brand_id AND role = :role;

-- name: is_role_in_use^
-- How many hold a role, and how many are invited to it.
SELECT (SELECT count(*) FROM memberships WHERE brand_id = :brand_id AND role = :role) AS members,
       (SELECT count(*) FROM invitations
        WHERE brand_id = :brand_id AND role = :role AND accepted_at IS NULL AND revoked_at IS NULL
          AND expires_at > now()) AS invitations;

-- name: list_members
-- A page of members, the newest first.
SELECT memberships.user_id, users.email, users.display_name, memberships.role, roles.title AS role_title,
       memberships.created_at AS joined_at, memberships.created_at AS sort_at
FROM memberships JOIN roles USING (brand_id, role) JOIN users ON users.user_id = memberships.user_id
WHERE memberships.brand_id = :brand_id
  AND (memberships.created_at, memberships.user_id) < (:before_at, :before_id)
ORDER BY memberships.created_at DESC, memberships.user_id DESC LIMIT :most;

-- name: get_member^
-- One member.
SELECT memberships.user_id, users.email, users.display_name, memberships.role, roles.title AS role_title,
       memberships.created_at AS joined_at, roles.permissions
FROM memberships JOIN roles USING (brand_id, role) JOIN users ON users.user_id = memberships.user_id
WHERE memberships.brand_id = :brand_id AND memberships.user_id = :user_id;

-- name: find_member_by_email$
-- Whether somebody with this address works in the brand.
SELECT EXISTS (
    SELECT 1 FROM memberships JOIN users ON users.user_id = memberships.user_id
    WHERE memberships.brand_id = :brand_id AND users.email_normalized = :email_normalized);

-- name: count_other_owners$
-- How many owners there are besides one.
SELECT count(*) FROM memberships WHERE brand_id = :brand_id AND role = 'owner' AND user_id <> :user_id;

-- name: insert_member$
-- A person's place in the brand; nothing when there is one already.
INSERT INTO memberships (brand_id, user_id, role) VALUES (:brand_id, :user_id, :role)
ON CONFLICT (brand_id, user_id) DO NOTHING RETURNING user_id;

-- name: set_member_role!
-- Another role.
UPDATE memberships SET role = :role WHERE brand_id = :brand_id AND user_id = :user_id;

-- name: delete_member!
-- The person no longer works here.
DELETE FROM memberships WHERE brand_id = :brand_id AND user_id = :user_id;

-- name: get_brand_name$
-- The brand as mail and pages call it.
SELECT name FROM brands WHERE brand_id = :brand_id;

-- name: get_brand_subdomain$
-- Where the brand is in the console.
SELECT subdomain FROM brands WHERE brand_id = :brand_id;

-- name: get_person^
-- An account, to name it in mail.
SELECT user_id, email, email_normalized, display_name FROM users WHERE user_id = :user_id;

-- name: insert_invitation!
-- An open invitation. A second one to the same address breaks a unique index.
INSERT INTO invitations (brand_id, invitation_id, email, email_normalized, role, token_hash, invited_by, expires_at)
VALUES (:brand_id, :invitation_id, :email, :email_normalized, :role, :token_hash, :invited_by, :expires_at);

-- name: end_expired_invitations!
-- Those to an address that nobody can accept any more make room for a new one.
UPDATE invitations SET revoked_at = clock_timestamp()
WHERE brand_id = :brand_id AND email_normalized = :email_normalized
  AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at <= now();

-- name: get_invitation^
-- One invitation, with the title of its role and who sent it.
SELECT invitation_id, invitations.email, invitations.email_normalized, role,
       (SELECT title FROM roles
        WHERE roles.brand_id = invitations.brand_id AND roles.role = invitations.role) AS role_title,
       invited_by, coalesce(nullif(users.display_name, ''), users.email) AS invited_by_name,
       invitations.created_at, sent_at, expires_at, accepted_at, accepted_by, revoked_at, token_hash
FROM invitations LEFT JOIN users ON users.user_id = invited_by
WHERE brand_id = :brand_id AND invitation_id = :invitation_id;

-- name: lock_invitation!
-- Whoever accepts, resends or revokes an invitation waits for the others.
SELECT 1 FROM invitations WHERE brand_id = :brand_id AND invitation_id = :invitation_id FOR NO KEY UPDATE;

-- name: list_invitations
-- A page of invitations, the newest first; accepted and revoked ones when asked for.
SELECT invitation_id, invitations.email, invitations.email_normalized, role,
       (SELECT title FROM roles
        WHERE roles.brand_id = invitations.brand_id AND roles.role = invitations.role) AS role_title,
       invited_by, coalesce(nullif(users.display_name, ''), users.email) AS invited_by_name,
       invitations.created_at, sent_at, expires_at, accepted_at, accepted_by, revoked_at,
       invitations.created_at AS sort_at
FROM invitations LEFT JOIN users ON users.user_id = invited_by
WHERE brand_id = :brand_id AND (:with_ended OR (accepted_at IS NULL AND revoked_at IS NULL))
  AND (invitations.created_at, invitation_id) < (:before_at, :before_id)
ORDER BY invitations.created_at DESC, invitation_id DESC LIMIT :most;

-- name: renew_invitation!
-- A new token, and time to use it. The one before is worth nothing.
UPDATE invitations SET token_hash = :token_hash, expires_at = :expires_at, sent_at = clock_timestamp()
WHERE brand_id = :brand_id AND invitation_id = :invitation_id;

-- name: revoke_invitation!
-- Takes an invitation back.
UPDATE invitations SET revoked_at = clock_timestamp() WHERE brand_id = :brand_id AND invitation_id = :invitation_id;

-- name: accept_invitation!
-- Spends an invitation.
UPDATE invitations SET accepted_at = clock_timestamp(), accepted_by = :user_id
WHERE brand_id = :brand_id AND invitation_id = :invitation_id;
