-- Economic operators and facilities.

-- A company in a role of the law (EN 18239, 4.2; Regulation (EU) 2024/1781, Annex III, g to l). Identifiers are kept in the
-- form in which their registers write them.
CREATE TABLE economic_operators (
    brand_id uuid NOT NULL,
    operator_id uuid NOT NULL DEFAULT uuidv7(),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    trade_name text CHECK (length(trade_name) <= 200),
    gln text COLLATE "C" CHECK (gln ~ '^[0-9]{13}$'),
    eori text COLLATE "C" CHECK (eori ~ '^[A-Z]{2}[0-9A-Z]{1,15}$'),
    vat_number text COLLATE "C" CHECK (vat_number ~ '^[A-Z]{2}[0-9A-Z]{2,18}$'),
    national_id_scheme text CHECK (length(national_id_scheme) <= 100),
    national_id text CHECK (length(national_id) <= 60),
    street text CHECK (length(street) <= 200),
    postal_code text CHECK (length(postal_code) <= 20),
    city text CHECK (length(city) <= 100),
    region text CHECK (length(region) <= 100),
    country text COLLATE "C" CHECK (country ~ '^[A-Z]{2}$'),
    contact_name text CHECK (length(contact_name) <= 200),
    email text CHECK (length(email) <= 254),
    phone text CHECK (length(phone) <= 40),
    website_url text CHECK (length(website_url) <= 2000),
    is_default_manufacturer boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    archived_at timestamptz,
    PRIMARY KEY (brand_id, operator_id),
    FOREIGN KEY (brand_id) REFERENCES brands,
    CHECK ((national_id IS NULL) = (national_id_scheme IS NULL)),
    CHECK (archived_at IS NULL OR NOT is_default_manufacturer)
);
CREATE UNIQUE INDEX economic_operators_gln ON economic_operators (brand_id, gln) WHERE archived_at IS NULL;
CREATE UNIQUE INDEX economic_operators_eori ON economic_operators (brand_id, eori) WHERE archived_at IS NULL;
CREATE UNIQUE INDEX economic_operators_one_default ON economic_operators (brand_id) WHERE is_default_manufacturer;
CREATE INDEX economic_operators_newest_first ON economic_operators (brand_id, created_at DESC, operator_id DESC);

-- A place where products are made. A batch names it by its reference, whether it is here yet or not.
CREATE TABLE facilities (
    brand_id uuid NOT NULL,
    facility_id uuid NOT NULL DEFAULT uuidv7(),
    facility_ref text NOT NULL CHECK (length(facility_ref) BETWEEN 1 AND 100),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    operator_id uuid,
    gln text COLLATE "C" CHECK (gln ~ '^[0-9]{13}$'),
    national_id_scheme text CHECK (length(national_id_scheme) <= 100),
    national_id text CHECK (length(national_id) <= 60),
    street text CHECK (length(street) <= 200),
    postal_code text CHECK (length(postal_code) <= 20),
    city text CHECK (length(city) <= 100),
    region text CHECK (length(region) <= 100),
    country text COLLATE "C" CHECK (country ~ '^[A-Z]{2}$'),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    archived_at timestamptz,
    PRIMARY KEY (brand_id, facility_id),
    FOREIGN KEY (brand_id) REFERENCES brands,
    FOREIGN KEY (brand_id, operator_id) REFERENCES economic_operators,
    CHECK ((national_id IS NULL) = (national_id_scheme IS NULL))
);
CREATE UNIQUE INDEX facilities_ref ON facilities (brand_id, facility_ref) WHERE archived_at IS NULL;
CREATE UNIQUE INDEX facilities_gln ON facilities (brand_id, gln) WHERE archived_at IS NULL;
CREATE INDEX facilities_newest_first ON facilities (brand_id, created_at DESC, facility_id DESC);
CREATE INDEX facilities_of_operator ON facilities (brand_id, operator_id) WHERE archived_at IS NULL;

-- Which operator stands in which role behind a product.
CREATE TABLE product_operators (
    brand_id uuid NOT NULL,
    product_id uuid NOT NULL,
    role text NOT NULL CHECK (length(role) <= 40),
    operator_id uuid NOT NULL,
    PRIMARY KEY (brand_id, product_id, role, operator_id),
    FOREIGN KEY (brand_id) REFERENCES brands,
    FOREIGN KEY (brand_id, product_id) REFERENCES products,
    FOREIGN KEY (brand_id, operator_id) REFERENCES economic_operators
);
CREATE INDEX product_operators_of_operator ON product_operators (brand_id, operator_id);

ALTER TABLE economic_operators ENABLE ROW LEVEL SECURITY;
ALTER TABLE economic_operators FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_only ON economic_operators
    USING (brand_id = (SELECT NULLIF(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE ON economic_operators TO countermark_app;

ALTER TABLE facilities ENABLE ROW LEVEL SECURITY;
ALTER TABLE facilities FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_only ON facilities
    USING (brand_id = (SELECT NULLIF(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT, INSERT, UPDATE ON facilities TO countermark_app;

ALTER TABLE product_operators ENABLE ROW LEVEL SECURITY;
ALTER TABLE product_operators FORCE ROW LEVEL SECURITY;
CREATE POLICY brand_only ON product_operators
    USING (brand_id = (SELECT NULLIF(current_setting('app.brand_id', true), '')::uuid));
GRANT SELECT, INSERT, DELETE ON product_operators TO countermark_app;

-- Which batches name a facility.
CREATE INDEX product_batches_of_facility ON product_batches (brand_id, facility_ref) WHERE facility_ref IS NOT NULL;
