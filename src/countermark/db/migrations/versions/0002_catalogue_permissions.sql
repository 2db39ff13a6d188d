-- New permissions of the built-in roles. Custom roles stay what their brand made them.

-- The owner of the tables is bound by forced row-level security too, and this is for every brand.
ALTER TABLE roles NO FORCE ROW LEVEL SECURITY;
UPDATE roles
SET permissions = ARRAY(
    SELECT DISTINCT permission FROM unnest(permissions || CASE role
        WHEN 'owner' THEN ARRAY['products.bulk_update', 'fields.manage', 'imports.read', 'imports.write', 'attachments.write']
        WHEN 'admin' THEN ARRAY['products.bulk_update', 'fields.manage', 'imports.read', 'imports.write', 'attachments.write']
        WHEN 'compliance_approver' THEN
            ARRAY['products.bulk_update', 'fields.manage', 'imports.read', 'imports.write', 'attachments.write']
        WHEN 'marketing_editor' THEN ARRAY['imports.read', 'attachments.write']
        WHEN 'viewer' THEN ARRAY['imports.read']
        ELSE ARRAY[]::text[]
    END) AS permission ORDER BY permission)
WHERE is_built_in;
ALTER TABLE roles FORCE ROW LEVEL SECURITY;
