-- New permissions of the built-in roles: minting, carriers, links, scans. Custom roles stay what their brand made them.

-- The owner of the tables is bound by forced row-level security too, and this is for every brand.
ALTER TABLE roles NO FORCE ROW LEVEL SECURITY;
UPDATE roles
SET permissions = ARRAY(
    SELECT DISTINCT permission FROM unnest(permissions || CASE
        WHEN role IN ('owner', 'admin', 'compliance_approver') THEN
            ARRAY['mint.manage', 'exports.read', 'exports.write', 'carriers.manage', 'links.read',
                  'links.write', 'scans.read']
        WHEN role IN ('marketing_editor', 'viewer') THEN ARRAY['exports.read', 'links.read', 'scans.read']
        ELSE ARRAY[]::text[]
    END) AS permission ORDER BY permission)
WHERE is_built_in;
ALTER TABLE roles FORCE ROW LEVEL SECURITY;
