       credential.brand_id, credential.credential_id, credential.name, credential.scopes, credential.metadata,
       credential.allowed_addresses, credential.secret_ending, credential.expires_at, credential.created_by,
       credential.created_at, credential.updated_at, credential.rotated_at, credential.last_used_at,
       credential.revoked_at,
       CASE WHEN credential.previous_secret_ends_at > now() THEN credential.previous_secret_ends_at END
           AS previous_secret_ends_at,
       coalesce(nullif(person.display_name, ''), person.email, maker.name) AS created_by_name
FROM api_credentials AS credential
LEFT JOIN users AS person ON person.user_id = credential.created_by
LEFT JOIN api_credentials AS maker ON maker.brand_id = credential.brand_id
                                  AND maker.credential_id = credential.created_by
