-- New permissions of the built-in roles: members, operators, templates, amendments. Custom roles stay what their brand
-- made them.

-- The owner of the tables is bound by forced row-level security too, and this is for every brand.
ALTER TABLE roles NO FORCE ROW LEVEL SECURITY;
UPDATE roles
SET permissions = ARRAY(
    SELECT DISTINCT permission FROM unnest(permissions || CASE
        WHEN role IN ('owner', 'admin') THEN
            ARRAY['members.read', 'members.manage', 'roles.manage', 'operators.read', 'operators.write', 'templates.read',
                  'templates.write', 'templates.publish', 'passports.controlled_update', 'passports.break_glass',
                  'passports.approve']
        WHEN role = 'compliance_approver' THEN
            ARRAY['members.read', 'operators.read', 'operators.write', 'templates.read', 'templates.write',
                  'templates.publish', 'passports.controlled_update', 'passports.break_glass', 'passports.approve']
        WHEN role = 'marketing_editor' THEN ARRAY['members.read', 'operators.read', 'templates.read', 'templates.write']
        WHEN role = 'viewer' THEN ARRAY['members.read', 'operators.read', 'templates.read']
        ELSE ARRAY[]::text[]
    END) AS permission ORDER BY permission)
WHERE is_built_in;
ALTER TABLE roles FORCE ROW LEVEL SECURITY;
