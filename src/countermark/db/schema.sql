-- What all migrations together make of an empty database. Made by `make schema`; a test compares it.

CREATE SCHEMA jobs;

CREATE TYPE jobs.pgqueuer_status AS ENUM (
    'queued',
    'picked',
    'successful',
    'exception',
    'canceled',
    'deleted',
    'failed'
);

CREATE FUNCTION jobs.fn_pgqueuer_changed() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    to_emit BOOLEAN := false;  -- Flag to decide whether to emit a notification
BEGIN
    -- Check operation type and set the emit flag accordingly
    IF TG_OP = 'UPDATE' AND OLD IS DISTINCT FROM NEW THEN
        to_emit := true;
    ELSIF TG_OP = 'DELETE' THEN
        to_emit := true;
    ELSIF TG_OP = 'INSERT' THEN
        to_emit := true;
    ELSIF TG_OP = 'TRUNCATE' THEN
        to_emit := true;
    END IF;

    -- Perform notification if the emit flag is set
    IF to_emit THEN
        PERFORM pg_notify(
            'ch_pgqueuer',
            json_build_object(
                'channel', 'ch_pgqueuer',
                'operation', lower(TG_OP),
                'sent_at', NOW(),
                'table', TG_TABLE_NAME,
                'type', 'table_changed_event'
            )::text
        );
    END IF;

    -- Return appropriate value based on the operation
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        RETURN NEW;
    ELSIF TG_OP = 'DELETE' THEN
        RETURN OLD;
    ELSE
        RETURN NULL; -- For TRUNCATE and other non-row-specific contexts
    END IF;

END;
$$;

CREATE FUNCTION public.drop_scan_days() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '5s'
    SET "app.brand_id" TO ''
    AS $_$
DECLARE
    owner_of_scans uuid;
    wanted integer;
    longest integer := 0;
    partition text;
    dropped integer := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('scan_days', 0));
    FOR owner_of_scans IN SELECT DISTINCT brand_id FROM public.host_names LOOP
        PERFORM set_config('app.brand_id', owner_of_scans::text, true);
        SELECT scan_retention_days INTO wanted FROM public.brands WHERE brand_id = owner_of_scans;
        longest := greatest(longest, wanted);
    END LOOP;
    FOR partition IN
        SELECT relname FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
        WHERE inhparent = 'public.scan_events'::regclass AND relname ~ '^scan_events_[0-9]{8}$'
          AND longest > 0 AND to_date(right(relname, 8), 'YYYYMMDD') + 1 <= current_date - longest
    LOOP
        EXECUTE format('DROP TABLE public.%I', partition);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END $_$;

CREATE FUNCTION public.make_scan_days() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET lock_timeout TO '5s'
    AS $$
DECLARE
    days date[];
    one date;
    partition text;
    made integer := 0;
    is_open boolean := pg_relation_size('public.scan_events_default') > 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('scan_days', 0));
    SELECT array_agg(current_date + ahead) INTO days FROM generate_series(0, 7) AS ahead;
    IF is_open THEN
        -- The owner is bound by forced row-level security too, and this is for every brand.
        ALTER TABLE public.scan_events_default NO FORCE ROW LEVEL SECURITY;
        SELECT days || array_agg(DISTINCT scanned_at::date) INTO days FROM public.scan_events_default
        HAVING count(*) > 0;
    END IF;
    FOR one IN SELECT DISTINCT unnest(days) ORDER BY 1 LOOP
        partition := 'scan_events_' || to_char(one, 'YYYYMMDD');
        CONTINUE WHEN to_regclass('public.' || partition) IS NOT NULL;
        EXECUTE format('CREATE TABLE public.%I (LIKE public.scan_events INCLUDING DEFAULTS INCLUDING CONSTRAINTS)',
                       partition);
        EXECUTE format('WITH moved AS (DELETE FROM public.scan_events_default WHERE scanned_at >= %L '
                       'AND scanned_at < %L RETURNING *) INSERT INTO public.%I SELECT * FROM moved',
                       one, one + 1, partition);
        EXECUTE format('ALTER TABLE public.scan_events ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
                       partition, one, one + 1);
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', partition);
        EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', partition);
        EXECUTE format(
            'CREATE POLICY brand_only ON public.%I '
            'USING (brand_id = (SELECT NULLIF(current_setting(''app.brand_id'', true), '''')::uuid))', partition);
        made := made + 1;
    END LOOP;
    IF is_open THEN
        ALTER TABLE public.scan_events_default FORCE ROW LEVEL SECURITY;
    END IF;
    RETURN made;
END $$;

CREATE TABLE jobs.pgqueuer (
    id bigint NOT NULL,
    priority integer NOT NULL,
    queue_manager_id uuid,
    created timestamp with time zone DEFAULT now() NOT NULL,
    updated timestamp with time zone DEFAULT now() NOT NULL,
    heartbeat timestamp with time zone DEFAULT now() NOT NULL,
    execute_after timestamp with time zone DEFAULT now() NOT NULL,
    status jobs.pgqueuer_status NOT NULL,
    entrypoint text NOT NULL,
    dedupe_key text,
    payload bytea,
    headers jsonb,
    attempts integer DEFAULT 0 NOT NULL,
    slot bigint
);

CREATE SEQUENCE jobs.pgqueuer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE jobs.pgqueuer_id_seq OWNED BY jobs.pgqueuer.id;

CREATE TABLE jobs.pgqueuer_log (
    id bigint NOT NULL,
    created timestamp with time zone DEFAULT now() NOT NULL,
    job_id bigint NOT NULL,
    status jobs.pgqueuer_status NOT NULL,
    priority integer NOT NULL,
    entrypoint text NOT NULL,
    traceback jsonb,
    aggregated boolean DEFAULT false
);

ALTER TABLE jobs.pgqueuer_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME jobs.pgqueuer_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE jobs.pgqueuer_schedules (
    id bigint NOT NULL,
    expression text NOT NULL,
    entrypoint text NOT NULL,
    heartbeat timestamp with time zone DEFAULT now() NOT NULL,
    created timestamp with time zone DEFAULT now() NOT NULL,
    updated timestamp with time zone DEFAULT now() NOT NULL,
    next_run timestamp with time zone DEFAULT now() NOT NULL,
    last_run timestamp with time zone,
    status jobs.pgqueuer_status DEFAULT 'queued'::jobs.pgqueuer_status
);

CREATE SEQUENCE jobs.pgqueuer_schedules_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE jobs.pgqueuer_schedules_id_seq OWNED BY jobs.pgqueuer_schedules.id;

CREATE TABLE jobs.pgqueuer_statistics (
    id bigint NOT NULL,
    created timestamp with time zone DEFAULT date_trunc('sec'::text, now()) NOT NULL,
    count bigint NOT NULL,
    priority integer NOT NULL,
    status jobs.pgqueuer_status NOT NULL,
    entrypoint text NOT NULL
);

CREATE SEQUENCE jobs.pgqueuer_statistics_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE jobs.pgqueuer_statistics_id_seq OWNED BY jobs.pgqueuer_statistics.id;

CREATE TABLE public.account_mails (
    mail_id uuid DEFAULT uuidv7() NOT NULL,
    wrapped_content bytea NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    next_attempt_at timestamp with time zone DEFAULT now() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

CREATE TABLE public.activation_days (
    brand_id uuid NOT NULL,
    day date NOT NULL,
    product_id uuid NOT NULL,
    units bigint NOT NULL,
    CONSTRAINT activation_days_units_check CHECK ((units >= 0))
);

ALTER TABLE ONLY public.activation_days FORCE ROW LEVEL SECURITY;

CREATE TABLE public.activation_sums (
    brand_id uuid NOT NULL,
    counted_through timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.activation_sums FORCE ROW LEVEL SECURITY;

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);

CREATE TABLE public.amendment_policies (
    brand_id uuid NOT NULL,
    needs_approval boolean DEFAULT false NOT NULL,
    eligible_fields text[],
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE ONLY public.amendment_policies FORCE ROW LEVEL SECURITY;

CREATE TABLE public.amendment_reason_codes (
    brand_id uuid NOT NULL,
    reason_code text NOT NULL,
    label text NOT NULL,
    is_active boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT amendment_reason_codes_label_check CHECK (((length(label) >= 1) AND (length(label) <= 120))),
    CONSTRAINT amendment_reason_codes_reason_code_check CHECK ((reason_code ~ '^[A-Z][A-Z0-9_]{0,39}$'::text))
);

ALTER TABLE ONLY public.amendment_reason_codes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.amendment_requests (
    brand_id uuid NOT NULL,
    request_id uuid DEFAULT uuidv7() NOT NULL,
    status text DEFAULT 'waiting'::text NOT NULL,
    targets jsonb NOT NULL,
    changes jsonb NOT NULL,
    reason text NOT NULL,
    requested_by uuid,
    decided_by uuid,
    decision_reason text,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    decided_at timestamp with time zone,
    CONSTRAINT amendment_requests_changes_check CHECK ((jsonb_typeof(changes) = 'array'::text)),
    CONSTRAINT amendment_requests_check CHECK (((status = 'waiting'::text) = (decided_at IS NULL))),
    CONSTRAINT amendment_requests_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'approved'::text, 'declined'::text, 'withdrawn'::text]))),
    CONSTRAINT amendment_requests_targets_check CHECK ((jsonb_typeof(targets) = 'array'::text))
);

ALTER TABLE ONLY public.amendment_requests FORCE ROW LEVEL SECURITY;

CREATE TABLE public.api_credentials (
    brand_id uuid NOT NULL,
    credential_id uuid DEFAULT uuidv7() NOT NULL,
    name text NOT NULL,
    scopes text[] NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    allowed_addresses text[] DEFAULT '{}'::text[] NOT NULL,
    secret_version integer DEFAULT 1 NOT NULL,
    secret_hash bytea NOT NULL,
    secret_ending text NOT NULL,
    previous_secret_hash bytea,
    previous_secret_ends_at timestamp with time zone,
    expires_at timestamp with time zone,
    created_by uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    rotated_at timestamp with time zone,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    CONSTRAINT api_credentials_check CHECK (((previous_secret_hash IS NULL) = (previous_secret_ends_at IS NULL))),
    CONSTRAINT api_credentials_metadata_check CHECK ((jsonb_typeof(metadata) = 'object'::text)),
    CONSTRAINT api_credentials_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
    CONSTRAINT api_credentials_scopes_check CHECK ((cardinality(scopes) > 0)),
    CONSTRAINT api_credentials_secret_version_check CHECK ((secret_version > 0))
);

ALTER TABLE ONLY public.api_credentials FORCE ROW LEVEL SECURITY;

CREATE TABLE public.audit_log (
    brand_id uuid NOT NULL,
    audit_id uuid DEFAULT uuidv7() NOT NULL,
    occurred_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    action text NOT NULL,
    object_type text NOT NULL,
    object_id text NOT NULL,
    old_value jsonb,
    new_value jsonb,
    request_id uuid
);

ALTER TABLE ONLY public.audit_log FORCE ROW LEVEL SECURITY;

CREATE TABLE public.audit_seals (
    brand_id uuid NOT NULL,
    sequence bigint NOT NULL,
    audit_id uuid NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    sealed_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT audit_seals_hash_check CHECK ((length(hash) = 32)),
    CONSTRAINT audit_seals_previous_hash_check CHECK ((length(previous_hash) = 32)),
    CONSTRAINT audit_seals_sequence_check CHECK ((sequence >= 1))
);

ALTER TABLE ONLY public.audit_seals FORCE ROW LEVEL SECURITY;

CREATE TABLE public.brands (
    brand_id uuid NOT NULL,
    name text NOT NULL,
    subdomain text NOT NULL,
    industry text,
    locale text DEFAULT 'en'::text NOT NULL,
    accent_colour text DEFAULT '#1f4b99'::text NOT NULL,
    legal_name text,
    website_url text,
    support_url text,
    privacy_url text,
    record_scans boolean DEFAULT true NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    field_packs text[],
    fields_revision uuid DEFAULT uuidv7() NOT NULL,
    serial_pattern text,
    scan_recording text DEFAULT 'events'::text NOT NULL,
    scan_retention_days integer DEFAULT 180 NOT NULL,
    CONSTRAINT brands_accent_colour_check CHECK ((accent_colour ~ '^#[0-9a-f]{6}$'::text)),
    CONSTRAINT brands_name_check CHECK (((length(name) >= 1) AND (length(name) <= 120))),
    CONSTRAINT brands_scan_recording_check CHECK ((scan_recording = ANY (ARRAY['off'::text, 'counters'::text, 'events'::text]))),
    CONSTRAINT brands_scan_retention_days_check CHECK (((scan_retention_days >= 1) AND (scan_retention_days <= 3650))),
    CONSTRAINT brands_serial_pattern_check CHECK (((length(serial_pattern) >= 1) AND (length(serial_pattern) <= 100))),
    CONSTRAINT brands_subdomain_check CHECK ((subdomain ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'::text))
);

ALTER TABLE ONLY public.brands FORCE ROW LEVEL SECURITY;

CREATE TABLE public.brands_with_scans (
    brand_id uuid NOT NULL,
    rung bigint DEFAULT 1 NOT NULL
);

CREATE TABLE public.bulk_update_items (
    brand_id uuid NOT NULL,
    bulk_update_job_id uuid NOT NULL,
    product_id uuid NOT NULL,
    patch jsonb,
    expected jsonb,
    applies_anyway boolean DEFAULT false NOT NULL,
    status text DEFAULT 'pending'::text NOT NULL,
    attempts smallint DEFAULT 0 NOT NULL,
    error_code text,
    error_message text,
    validation_warnings jsonb DEFAULT '[]'::jsonb NOT NULL,
    old_value jsonb,
    new_value jsonb,
    processed_at timestamp with time zone,
    CONSTRAINT bulk_update_items_attempts_check CHECK (((attempts >= 0) AND (attempts <= 3))),
    CONSTRAINT bulk_update_items_expected_check CHECK ((jsonb_typeof(expected) = 'object'::text)),
    CONSTRAINT bulk_update_items_patch_check CHECK ((jsonb_typeof(patch) = 'object'::text)),
    CONSTRAINT bulk_update_items_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'updated'::text, 'unchanged'::text, 'conflict'::text, 'error'::text]))),
    CONSTRAINT bulk_update_items_validation_warnings_check CHECK ((jsonb_typeof(validation_warnings) = 'array'::text))
);

ALTER TABLE ONLY public.bulk_update_items FORCE ROW LEVEL SECURITY;

CREATE TABLE public.bulk_update_jobs (
    brand_id uuid NOT NULL,
    bulk_update_job_id uuid DEFAULT uuidv7() NOT NULL,
    status text DEFAULT 'queued'::text NOT NULL,
    patch jsonb,
    filter jsonb,
    unchanged_since timestamp with time zone,
    undo_of uuid,
    total_items integer DEFAULT 0 NOT NULL,
    success_items integer DEFAULT 0 NOT NULL,
    error_items integer DEFAULT 0 NOT NULL,
    updated_items integer DEFAULT 0 NOT NULL,
    conflict_items integer DEFAULT 0 NOT NULL,
    warning_items integer DEFAULT 0 NOT NULL,
    starts integer DEFAULT 0 NOT NULL,
    error text,
    created_by uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    is_collecting boolean DEFAULT false NOT NULL,
    collected_through uuid,
    CONSTRAINT bulk_update_jobs_check CHECK (((updated_items >= 0) AND (updated_items <= success_items))),
    CONSTRAINT bulk_update_jobs_check1 CHECK (((conflict_items >= 0) AND (conflict_items <= error_items))),
    CONSTRAINT bulk_update_jobs_check2 CHECK (((warning_items >= 0) AND (warning_items <= success_items))),
    CONSTRAINT bulk_update_jobs_counts CHECK (((success_items + error_items) <= total_items)),
    CONSTRAINT bulk_update_jobs_error_items_check CHECK ((error_items >= 0)),
    CONSTRAINT bulk_update_jobs_filter_check CHECK ((jsonb_typeof(filter) = 'object'::text)),
    CONSTRAINT bulk_update_jobs_patch_check CHECK ((jsonb_typeof(patch) = 'object'::text)),
    CONSTRAINT bulk_update_jobs_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'running'::text, 'completed'::text, 'cancelled'::text, 'failed'::text]))),
    CONSTRAINT bulk_update_jobs_success_items_check CHECK ((success_items >= 0)),
    CONSTRAINT bulk_update_jobs_total_items_check CHECK ((total_items >= 0))
);

ALTER TABLE ONLY public.bulk_update_jobs FORCE ROW LEVEL SECURITY;

CREATE TABLE public.carrier_output_defaults (
    brand_id uuid NOT NULL,
    carrier text NOT NULL,
    profile_id uuid NOT NULL,
    CONSTRAINT carrier_output_defaults_carrier_check CHECK ((carrier = ANY (ARRAY['qr'::text, 'nfc'::text, 'rfid'::text])))
);

ALTER TABLE ONLY public.carrier_output_defaults FORCE ROW LEVEL SECURITY;

CREATE TABLE public.carrier_output_profile_versions (
    brand_id uuid NOT NULL,
    profile_id uuid NOT NULL,
    version integer NOT NULL,
    status text DEFAULT 'draft'::text NOT NULL,
    definition jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    published_at timestamp with time zone,
    deprecated_at timestamp with time zone,
    CONSTRAINT carrier_output_profile_versions_check CHECK (((status = 'draft'::text) = (published_at IS NULL))),
    CONSTRAINT carrier_output_profile_versions_check1 CHECK (((status = 'deprecated'::text) = (deprecated_at IS NOT NULL))),
    CONSTRAINT carrier_output_profile_versions_definition_check CHECK ((jsonb_typeof(definition) = 'object'::text)),
    CONSTRAINT carrier_output_profile_versions_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'published'::text, 'deprecated'::text]))),
    CONSTRAINT carrier_output_profile_versions_version_check CHECK ((version >= 1))
);

ALTER TABLE ONLY public.carrier_output_profile_versions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.carrier_output_profiles (
    brand_id uuid NOT NULL,
    profile_id uuid DEFAULT uuidv7() NOT NULL,
    carrier text NOT NULL,
    name text NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT carrier_output_profiles_carrier_check CHECK ((carrier = ANY (ARRAY['qr'::text, 'nfc'::text, 'rfid'::text]))),
    CONSTRAINT carrier_output_profiles_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80)))
);

ALTER TABLE ONLY public.carrier_output_profiles FORCE ROW LEVEL SECURITY;

CREATE TABLE public.custom_fields (
    brand_id uuid NOT NULL,
    key text NOT NULL,
    label text NOT NULL,
    labels jsonb DEFAULT '{}'::jsonb NOT NULL,
    help text,
    type text NOT NULL,
    unit text,
    choices jsonb DEFAULT '{}'::jsonb NOT NULL,
    minimum double precision,
    maximum double precision,
    level text NOT NULL,
    access text NOT NULL,
    requirement text NOT NULL,
    archived_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT custom_fields_access_check CHECK ((access = ANY (ARRAY['public'::text, 'legitimate_interest'::text, 'authority'::text]))),
    CONSTRAINT custom_fields_choices_check CHECK ((jsonb_typeof(choices) = 'object'::text)),
    CONSTRAINT custom_fields_help_check CHECK (((length(help) >= 1) AND (length(help) <= 500))),
    CONSTRAINT custom_fields_key_check CHECK ((key ~ '^custom\.[a-z][a-z0-9_]{0,59}$'::text)),
    CONSTRAINT custom_fields_label_check CHECK (((length(label) >= 1) AND (length(label) <= 120))),
    CONSTRAINT custom_fields_labels_check CHECK ((jsonb_typeof(labels) = 'object'::text)),
    CONSTRAINT custom_fields_level_check CHECK ((level = ANY (ARRAY['model'::text, 'batch'::text, 'item'::text]))),
    CONSTRAINT custom_fields_requirement_check CHECK ((requirement = ANY (ARRAY['mint'::text, 'mandatory'::text, 'optional'::text]))),
    CONSTRAINT custom_fields_unit_check CHECK (((length(unit) >= 1) AND (length(unit) <= 30)))
);

ALTER TABLE ONLY public.custom_fields FORCE ROW LEVEL SECURITY;

CREATE TABLE public.deployment (
    only_row boolean DEFAULT true NOT NULL,
    master_key_check text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT deployment_only_row_check CHECK (only_row)
);

CREATE TABLE public.dropped_scans (
    brand_id uuid NOT NULL,
    drop_id uuid NOT NULL,
    began_at timestamp with time zone NOT NULL,
    scans bigint NOT NULL,
    CONSTRAINT dropped_scans_scans_check CHECK ((scans > 0))
);

ALTER TABLE ONLY public.dropped_scans FORCE ROW LEVEL SECURITY;

CREATE TABLE public.economic_operators (
    brand_id uuid NOT NULL,
    operator_id uuid DEFAULT uuidv7() NOT NULL,
    name text NOT NULL,
    trade_name text,
    gln text COLLATE pg_catalog."C",
    eori text COLLATE pg_catalog."C",
    vat_number text COLLATE pg_catalog."C",
    national_id_scheme text,
    national_id text,
    street text,
    postal_code text,
    city text,
    region text,
    country text COLLATE pg_catalog."C",
    contact_name text,
    email text,
    phone text,
    website_url text,
    is_default_manufacturer boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    archived_at timestamp with time zone,
    CONSTRAINT economic_operators_check CHECK (((national_id IS NULL) = (national_id_scheme IS NULL))),
    CONSTRAINT economic_operators_check1 CHECK (((archived_at IS NULL) OR (NOT is_default_manufacturer))),
    CONSTRAINT economic_operators_city_check CHECK ((length(city) <= 100)),
    CONSTRAINT economic_operators_contact_name_check CHECK ((length(contact_name) <= 200)),
    CONSTRAINT economic_operators_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT economic_operators_email_check CHECK ((length(email) <= 254)),
    CONSTRAINT economic_operators_eori_check CHECK ((eori ~ '^[A-Z]{2}[0-9A-Z]{1,15}$'::text)),
    CONSTRAINT economic_operators_gln_check CHECK ((gln ~ '^[0-9]{13}$'::text)),
    CONSTRAINT economic_operators_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT economic_operators_national_id_check CHECK ((length(national_id) <= 60)),
    CONSTRAINT economic_operators_national_id_scheme_check CHECK ((length(national_id_scheme) <= 100)),
    CONSTRAINT economic_operators_phone_check CHECK ((length(phone) <= 40)),
    CONSTRAINT economic_operators_postal_code_check CHECK ((length(postal_code) <= 20)),
    CONSTRAINT economic_operators_region_check CHECK ((length(region) <= 100)),
    CONSTRAINT economic_operators_street_check CHECK ((length(street) <= 200)),
    CONSTRAINT economic_operators_trade_name_check CHECK ((length(trade_name) <= 200)),
    CONSTRAINT economic_operators_vat_number_check CHECK ((vat_number ~ '^[A-Z]{2}[0-9A-Z]{2,18}$'::text)),
    CONSTRAINT economic_operators_website_url_check CHECK ((length(website_url) <= 2000))
);

ALTER TABLE ONLY public.economic_operators FORCE ROW LEVEL SECURITY;

CREATE TABLE public.export_files (
    brand_id uuid NOT NULL,
    export_id uuid NOT NULL,
    number integer NOT NULL,
    first_unit bigint NOT NULL,
    units bigint NOT NULL,
    is_wanted boolean DEFAULT true NOT NULL,
    status text DEFAULT 'pending'::text NOT NULL,
    done_units bigint DEFAULT 0 NOT NULL,
    file_name text NOT NULL,
    size_bytes bigint,
    sha256 bytea,
    completed_at timestamp with time zone,
    CONSTRAINT export_files_check CHECK (((done_units >= 0) AND (done_units <= units))),
    CONSTRAINT export_files_check1 CHECK (((status = 'completed'::text) = ((sha256 IS NOT NULL) AND (size_bytes IS NOT NULL) AND (completed_at IS NOT NULL)))),
    CONSTRAINT export_files_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 200))),
    CONSTRAINT export_files_first_unit_check CHECK ((first_unit >= 1)),
    CONSTRAINT export_files_number_check CHECK ((number >= 1)),
    CONSTRAINT export_files_sha256_check CHECK ((length(sha256) = 32)),
    CONSTRAINT export_files_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'generating'::text, 'completed'::text, 'failed'::text]))),
    CONSTRAINT export_files_units_check CHECK ((units >= 1))
);

ALTER TABLE ONLY public.export_files FORCE ROW LEVEL SECURITY;

CREATE TABLE public.export_locks (
    brand_id uuid NOT NULL,
    mint_batch_id uuid NOT NULL
);

ALTER TABLE ONLY public.export_locks FORCE ROW LEVEL SECURITY;

CREATE TABLE public.exports (
    brand_id uuid NOT NULL,
    export_id uuid DEFAULT uuidv7() NOT NULL,
    mint_batch_id uuid NOT NULL,
    kind text NOT NULL,
    format text NOT NULL,
    profile_id uuid,
    profile_version integer,
    profile_name text,
    definition jsonb NOT NULL,
    facts jsonb NOT NULL,
    status text DEFAULT 'queued'::text NOT NULL,
    total_units bigint NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    error text,
    created_by uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT exports_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT exports_check CHECK (((profile_id IS NULL) = (profile_version IS NULL))),
    CONSTRAINT exports_check1 CHECK (((status = ANY (ARRAY['completed'::text, 'failed'::text, 'cancelled'::text])) = (ended_at IS NOT NULL))),
    CONSTRAINT exports_definition_check CHECK ((jsonb_typeof(definition) = 'object'::text)),
    CONSTRAINT exports_facts_check CHECK ((jsonb_typeof(facts) = 'object'::text)),
    CONSTRAINT exports_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'csv.gz'::text, 'xlsx'::text, 'parquet'::text, 'packs'::text]))),
    CONSTRAINT exports_kind_check CHECK ((kind = ANY (ARRAY['full_manifest'::text, 'qr_print'::text, 'nfc_encoding'::text, 'rfid_encoding'::text]))),
    CONSTRAINT exports_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'running'::text, 'completed'::text, 'failed'::text, 'cancelled'::text]))),
    CONSTRAINT exports_total_units_check CHECK ((total_units >= 1))
);

ALTER TABLE ONLY public.exports FORCE ROW LEVEL SECURITY;

CREATE TABLE public.facilities (
    brand_id uuid NOT NULL,
    facility_id uuid DEFAULT uuidv7() NOT NULL,
    facility_ref text NOT NULL,
    name text NOT NULL,
    operator_id uuid,
    gln text COLLATE pg_catalog."C",
    national_id_scheme text,
    national_id text,
    street text,
    postal_code text,
    city text,
    region text,
    country text COLLATE pg_catalog."C",
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    archived_at timestamp with time zone,
    CONSTRAINT facilities_check CHECK (((national_id IS NULL) = (national_id_scheme IS NULL))),
    CONSTRAINT facilities_city_check CHECK ((length(city) <= 100)),
    CONSTRAINT facilities_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
    CONSTRAINT facilities_facility_ref_check CHECK (((length(facility_ref) >= 1) AND (length(facility_ref) <= 100))),
    CONSTRAINT facilities_gln_check CHECK ((gln ~ '^[0-9]{13}$'::text)),
    CONSTRAINT facilities_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT facilities_national_id_check CHECK ((length(national_id) <= 60)),
    CONSTRAINT facilities_national_id_scheme_check CHECK ((length(national_id_scheme) <= 100)),
    CONSTRAINT facilities_postal_code_check CHECK ((length(postal_code) <= 20)),
    CONSTRAINT facilities_region_check CHECK ((length(region) <= 100)),
    CONSTRAINT facilities_street_check CHECK ((length(street) <= 200))
);

ALTER TABLE ONLY public.facilities FORCE ROW LEVEL SECURITY;

CREATE TABLE public.host_names (
    host_name text NOT NULL,
    brand_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT host_names_host_name_check CHECK (((host_name = lower(host_name)) AND (length(host_name) <= 253)))
);

CREATE TABLE public.idempotency_keys (
    brand_id uuid NOT NULL,
    operation text NOT NULL,
    idempotency_key text NOT NULL,
    fingerprint bytea NOT NULL,
    answer jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT idempotency_keys_idempotency_key_check CHECK (((length(idempotency_key) >= 1) AND (length(idempotency_key) <= 200)))
);

ALTER TABLE ONLY public.idempotency_keys FORCE ROW LEVEL SECURITY;

CREATE TABLE public.import_chunks (
    brand_id uuid NOT NULL,
    import_job_id uuid NOT NULL,
    chunk_number integer NOT NULL,
    first_row integer NOT NULL,
    last_row integer NOT NULL,
    row_count integer NOT NULL,
    checked_in_run integer DEFAULT 0 NOT NULL,
    done_in_run integer DEFAULT 0 NOT NULL,
    source_rows bytea NOT NULL,
    parsed_rows bytea,
    reasons bytea,
    match_keys bytea,
    verdicts text NOT NULL,
    actions text NOT NULL,
    excluded text NOT NULL,
    outcomes text NOT NULL,
    product_ids uuid[],
    valid_rows integer DEFAULT 0 NOT NULL,
    warning_rows integer DEFAULT 0 NOT NULL,
    error_rows integer DEFAULT 0 NOT NULL,
    excluded_rows integer DEFAULT 0 NOT NULL,
    will_insert integer DEFAULT 0 NOT NULL,
    will_update integer DEFAULT 0 NOT NULL,
    will_skip integer DEFAULT 0 NOT NULL,
    inserted integer DEFAULT 0 NOT NULL,
    updated integer DEFAULT 0 NOT NULL,
    skipped integer DEFAULT 0 NOT NULL,
    failed integer DEFAULT 0 NOT NULL,
    CONSTRAINT import_chunks_check CHECK ((last_row >= first_row)),
    CONSTRAINT import_chunks_check1 CHECK (((length(verdicts) = row_count) AND (length(actions) = row_count))),
    CONSTRAINT import_chunks_check2 CHECK (((length(excluded) = row_count) AND (length(outcomes) = row_count))),
    CONSTRAINT import_chunks_chunk_number_check CHECK ((chunk_number >= 0)),
    CONSTRAINT import_chunks_row_count_check CHECK ((row_count >= 1))
);
ALTER TABLE ONLY public.import_chunks ALTER COLUMN source_rows SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.import_chunks ALTER COLUMN parsed_rows SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.import_chunks ALTER COLUMN match_keys SET STORAGE EXTERNAL;

ALTER TABLE ONLY public.import_chunks FORCE ROW LEVEL SECURITY;

CREATE TABLE public.import_file_parts (
    brand_id uuid NOT NULL,
    import_job_id uuid NOT NULL,
    first_byte bigint NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT import_file_parts_first_byte_check CHECK ((first_byte >= 0))
);
ALTER TABLE ONLY public.import_file_parts ALTER COLUMN content SET STORAGE EXTERNAL;

ALTER TABLE ONLY public.import_file_parts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.import_jobs (
    brand_id uuid NOT NULL,
    import_job_id uuid DEFAULT uuidv7() NOT NULL,
    filename text NOT NULL,
    format text NOT NULL,
    status text DEFAULT 'uploading'::text NOT NULL,
    sha256 bytea,
    size_bytes bigint DEFAULT 0 NOT NULL,
    dialect jsonb,
    sheets jsonb DEFAULT '[]'::jsonb NOT NULL,
    columns jsonb DEFAULT '[]'::jsonb NOT NULL,
    sample jsonb DEFAULT '[]'::jsonb NOT NULL,
    mapping jsonb DEFAULT '[]'::jsonb NOT NULL,
    options jsonb DEFAULT '{}'::jsonb NOT NULL,
    is_read boolean DEFAULT false NOT NULL,
    run_number integer DEFAULT 0 NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    error text,
    created_by uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    committed_at timestamp with time zone,
    ended_at timestamp with time zone,
    rows_removed_at timestamp with time zone,
    CONSTRAINT import_jobs_attempts_check CHECK (((attempts >= 0) AND (attempts <= 3))),
    CONSTRAINT import_jobs_columns_check CHECK ((jsonb_typeof(columns) = 'array'::text)),
    CONSTRAINT import_jobs_filename_check CHECK (((length(filename) >= 1) AND (length(filename) <= 255))),
    CONSTRAINT import_jobs_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text, 'rows'::text]))),
    CONSTRAINT import_jobs_mapping_check CHECK ((jsonb_typeof(mapping) = 'array'::text)),
    CONSTRAINT import_jobs_options_check CHECK ((jsonb_typeof(options) = 'object'::text)),
    CONSTRAINT import_jobs_sample_check CHECK ((jsonb_typeof(sample) = 'array'::text)),
    CONSTRAINT import_jobs_sha256_check CHECK ((length(sha256) = 32)),
    CONSTRAINT import_jobs_sheets_check CHECK ((jsonb_typeof(sheets) = 'array'::text)),
    CONSTRAINT import_jobs_size_bytes_check CHECK ((size_bytes >= 0)),
    CONSTRAINT import_jobs_status_check CHECK ((status = ANY (ARRAY['uploading'::text, 'uploaded'::text, 'validating'::text, 'validated'::text, 'committing'::text, 'completed'::text, 'failed'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY public.import_jobs FORCE ROW LEVEL SECURITY;

CREATE TABLE public.import_mappings (
    brand_id uuid NOT NULL,
    import_mapping_id uuid DEFAULT uuidv7() NOT NULL,
    name text NOT NULL,
    mapping jsonb NOT NULL,
    options jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT import_mappings_mapping_check CHECK ((jsonb_typeof(mapping) = 'array'::text)),
    CONSTRAINT import_mappings_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
    CONSTRAINT import_mappings_options_check CHECK ((jsonb_typeof(options) = 'object'::text))
);

ALTER TABLE ONLY public.import_mappings FORCE ROW LEVEL SECURITY;

CREATE TABLE public.invitations (
    brand_id uuid NOT NULL,
    invitation_id uuid DEFAULT uuidv7() NOT NULL,
    email text NOT NULL,
    email_normalized text NOT NULL,
    role text NOT NULL,
    token_hash bytea NOT NULL,
    invited_by uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    sent_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    accepted_by uuid,
    revoked_at timestamp with time zone,
    CONSTRAINT invitations_check CHECK (((accepted_at IS NULL) OR (revoked_at IS NULL))),
    CONSTRAINT invitations_check1 CHECK (((accepted_at IS NULL) = (accepted_by IS NULL))),
    CONSTRAINT invitations_email_check CHECK (((length(email) >= 3) AND (length(email) <= 320)))
);

ALTER TABLE ONLY public.invitations FORCE ROW LEVEL SECURITY;

CREATE TABLE public.label_jobs (
    brand_id uuid NOT NULL,
    label_job_id uuid DEFAULT uuidv7() NOT NULL,
    label_template_id uuid NOT NULL,
    template_name text NOT NULL,
    design jsonb NOT NULL,
    mint_batch_id uuid NOT NULL,
    unit_ids uuid[],
    first_label integer NOT NULL,
    label_count integer NOT NULL,
    format text NOT NULL,
    origin text NOT NULL,
    status text DEFAULT 'queued'::text NOT NULL,
    runs integer DEFAULT 0 NOT NULL,
    attempts smallint DEFAULT 0 NOT NULL,
    drawn_labels integer DEFAULT 0 NOT NULL,
    checked_labels integer DEFAULT 0 NOT NULL,
    error_code text,
    error text,
    size_bytes bigint,
    sha256 bytea,
    created_by uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT label_jobs_attempts_check CHECK (((attempts >= 0) AND (attempts <= 3))),
    CONSTRAINT label_jobs_check CHECK (((drawn_labels >= 0) AND (drawn_labels <= label_count))),
    CONSTRAINT label_jobs_check1 CHECK (((checked_labels >= 0) AND (checked_labels <= label_count))),
    CONSTRAINT label_jobs_design_check CHECK ((jsonb_typeof(design) = 'object'::text)),
    CONSTRAINT label_jobs_file CHECK (((status = 'completed'::text) = ((sha256 IS NOT NULL) AND (size_bytes IS NOT NULL)))),
    CONSTRAINT label_jobs_first_label_check CHECK ((first_label >= 0)),
    CONSTRAINT label_jobs_format_check CHECK ((format = ANY (ARRAY['pdf'::text, 'svg_zip'::text]))),
    CONSTRAINT label_jobs_label_count_check CHECK (((label_count >= 1) AND (label_count <= 10000))),
    CONSTRAINT label_jobs_sha256_check CHECK ((length(sha256) = 32)),
    CONSTRAINT label_jobs_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'running'::text, 'completed'::text, 'cancelled'::text, 'failed'::text])))
);

ALTER TABLE ONLY public.label_jobs FORCE ROW LEVEL SECURITY;

CREATE TABLE public.label_templates (
    brand_id uuid NOT NULL,
    label_template_id uuid DEFAULT uuidv7() NOT NULL,
    name text NOT NULL,
    design jsonb NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    archived_at timestamp with time zone,
    CONSTRAINT label_templates_design_check CHECK ((jsonb_typeof(design) = 'object'::text)),
    CONSTRAINT label_templates_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100)))
);

ALTER TABLE ONLY public.label_templates FORCE ROW LEVEL SECURITY;

CREATE TABLE public.link_targets (
    brand_id uuid NOT NULL,
    target_url text NOT NULL COLLATE pg_catalog."C",
    state text NOT NULL,
    problem text,
    http_status smallint,
    final_url text,
    redirects smallint DEFAULT 0 NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    checked_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    due_at timestamp with time zone NOT NULL,
    CONSTRAINT link_targets_check CHECK (((state = 'broken'::text) = (problem IS NOT NULL))),
    CONSTRAINT link_targets_final_url_check CHECK ((length(final_url) <= 4000)),
    CONSTRAINT link_targets_problem_check CHECK ((length(problem) <= 300)),
    CONSTRAINT link_targets_state_check CHECK ((state = ANY (ARRAY['ok'::text, 'broken'::text]))),
    CONSTRAINT link_targets_target_url_check CHECK ((length(target_url) <= 2000))
);

ALTER TABLE ONLY public.link_targets FORCE ROW LEVEL SECURITY;

CREATE TABLE public.links (
    brand_id uuid NOT NULL,
    link_id uuid DEFAULT uuidv7() NOT NULL,
    product_id uuid,
    path text NOT NULL COLLATE pg_catalog."C",
    link_type text NOT NULL,
    target_url text NOT NULL COLLATE pg_catalog."C",
    title text NOT NULL,
    languages text[] DEFAULT '{}'::text[] NOT NULL,
    media_type text,
    contexts text[] DEFAULT '{}'::text[] NOT NULL,
    forward_query boolean DEFAULT true NOT NULL,
    is_public boolean DEFAULT true NOT NULL,
    valid_from timestamp with time zone,
    valid_until timestamp with time zone,
    is_default boolean DEFAULT false NOT NULL,
    in_default_set boolean DEFAULT false NOT NULL,
    fingerprint bytea NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    archived_at timestamp with time zone,
    CONSTRAINT links_check CHECK (((product_id IS NOT NULL) OR (path <> ''::text))),
    CONSTRAINT links_contexts_check CHECK ((cardinality(contexts) <= 60)),
    CONSTRAINT links_default_is_always_valid CHECK (((NOT is_default) OR ((valid_from IS NULL) AND (valid_until IS NULL)))),
    CONSTRAINT links_fingerprint_check CHECK ((length(fingerprint) = 32)),
    CONSTRAINT links_languages_check CHECK ((cardinality(languages) <= 40)),
    CONSTRAINT links_link_type_check CHECK (((length(link_type) >= 1) AND (length(link_type) <= 200))),
    CONSTRAINT links_media_type_check CHECK ((length(media_type) <= 127)),
    CONSTRAINT links_path_check CHECK (((length(path) <= 400) AND ((path = ''::text) OR (path ~~ '/%'::text)))),
    CONSTRAINT links_target_url_check CHECK (((length(target_url) <= 2000) AND (target_url ~ '^https?://[!-~]+$'::text))),
    CONSTRAINT links_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200))),
    CONSTRAINT links_valid_in_order CHECK ((valid_from < valid_until))
);

ALTER TABLE ONLY public.links FORCE ROW LEVEL SECURITY;

CREATE TABLE public.login_failures (
    subject bytea NOT NULL,
    failed_at timestamp with time zone DEFAULT now() NOT NULL,
    failure_id uuid DEFAULT uuidv7() NOT NULL
);

CREATE TABLE public.lots (
    brand_id uuid NOT NULL,
    lot_id uuid DEFAULT uuidv7() NOT NULL,
    mint_batch_id uuid NOT NULL,
    product_id uuid NOT NULL,
    lot_code text NOT NULL,
    first_unit_number bigint NOT NULL,
    quantity bigint NOT NULL,
    passport_id uuid DEFAULT uuidv7() NOT NULL,
    passport_state text DEFAULT 'unpublished'::text NOT NULL,
    snapshot_sha256 bytea,
    activated_at timestamp with time zone,
    published_at timestamp with time zone,
    revoked_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT lots_lot_code_check CHECK (((length(lot_code) >= 1) AND (length(lot_code) <= 20))),
    CONSTRAINT lots_passport_state_check CHECK ((passport_state = ANY (ARRAY['unpublished'::text, 'published'::text, 'revoked'::text]))),
    CONSTRAINT lots_quantity_check CHECK ((quantity >= 1))
);

ALTER TABLE ONLY public.lots FORCE ROW LEVEL SECURITY;

CREATE TABLE public.mails (
    mail_id uuid DEFAULT uuidv7() NOT NULL,
    kind text NOT NULL,
    recipient text NOT NULL,
    content bytea,
    state text DEFAULT 'waiting'::text NOT NULL,
    attempts smallint DEFAULT 0 NOT NULL,
    error text,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    due_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT mails_check CHECK (((state = 'waiting'::text) = (content IS NOT NULL))),
    CONSTRAINT mails_check1 CHECK (((state = 'waiting'::text) = (ended_at IS NULL))),
    CONSTRAINT mails_error_check CHECK ((length(error) <= 500)),
    CONSTRAINT mails_kind_check CHECK (((length(kind) >= 1) AND (length(kind) <= 60))),
    CONSTRAINT mails_recipient_check CHECK (((length(recipient) >= 3) AND (length(recipient) <= 320))),
    CONSTRAINT mails_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text])))
);

CREATE TABLE public.memberships (
    brand_id uuid NOT NULL,
    user_id uuid NOT NULL,
    role text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.memberships FORCE ROW LEVEL SECURITY;

CREATE TABLE public.mint_batches (
    brand_id uuid NOT NULL,
    mint_batch_id uuid DEFAULT uuidv7() NOT NULL,
    product_id uuid NOT NULL,
    product_batch_id uuid,
    identity_mode text NOT NULL,
    activation_mode text NOT NULL,
    first_unit_number bigint NOT NULL,
    quantity bigint NOT NULL,
    gtin text,
    status text DEFAULT 'queued'::text NOT NULL,
    passport_state text DEFAULT 'unpublished'::text NOT NULL,
    snapshot_sha256 bytea,
    published_at timestamp with time zone,
    revoked_at timestamp with time zone,
    created_by uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    minted_at timestamp with time zone,
    serial_style text DEFAULT 'alphanumeric'::text NOT NULL,
    serial_list_id uuid,
    is_sandbox boolean DEFAULT false NOT NULL,
    voided_at timestamp with time zone,
    void_reason text,
    CONSTRAINT mint_batches_activation_mode_check CHECK ((activation_mode = ANY (ARRAY['active_at_mint'::text, 'first_scan'::text]))),
    CONSTRAINT mint_batches_first_unit_number_check CHECK ((first_unit_number >= 0)),
    CONSTRAINT mint_batches_gtin_check CHECK ((gtin ~ '^[0-9]{14}$'::text)),
    CONSTRAINT mint_batches_identity_mode_check CHECK ((identity_mode = ANY (ARRAY['serial'::text, 'batch'::text]))),
    CONSTRAINT mint_batches_own_serials_have_a_list CHECK (((serial_style = 'own'::text) = (serial_list_id IS NOT NULL))),
    CONSTRAINT mint_batches_passport_state_check CHECK ((passport_state = ANY (ARRAY['unpublished'::text, 'published'::text, 'revoked'::text]))),
    CONSTRAINT mint_batches_quantity_check CHECK (((quantity >= 1) AND (quantity <= 1000000))),
    CONSTRAINT mint_batches_sandbox_numbers_apart CHECK ((is_sandbox = (first_unit_number >= '64424509440'::bigint))),
    CONSTRAINT mint_batches_serial_style_check CHECK ((serial_style = ANY (ARRAY['alphanumeric'::text, 'numeric'::text, 'own'::text]))),
    CONSTRAINT mint_batches_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'minted'::text, 'exported'::text, 'printed'::text, 'applied'::text, 'voided'::text, 'failed'::text]))),
    CONSTRAINT mint_batches_void_reason_check CHECK (((length(void_reason) >= 1) AND (length(void_reason) <= 500))),
    CONSTRAINT mint_batches_voided_with_a_reason CHECK ((((status = 'voided'::text) = (voided_at IS NOT NULL)) AND ((voided_at IS NULL) = (void_reason IS NULL))))
);

ALTER TABLE ONLY public.mint_batches FORCE ROW LEVEL SECURITY;

CREATE TABLE public.mint_events (
    brand_id uuid NOT NULL,
    mint_event_id uuid DEFAULT uuidv7() NOT NULL,
    mint_batch_id uuid NOT NULL,
    kind text NOT NULL,
    from_status text,
    to_status text,
    reason text,
    units bigint DEFAULT 0 NOT NULL,
    active_units bigint DEFAULT 0 NOT NULL,
    actor_kind text NOT NULL,
    actor_id uuid,
    occurred_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT mint_events_active_units_check CHECK ((active_units >= 0)),
    CONSTRAINT mint_events_kind_check CHECK ((kind = ANY (ARRAY['submitted'::text, 'completed'::text, 'failed'::text, 'transitioned'::text, 'voided'::text, 'units_revoked'::text, 'passports_published'::text, 'passports_revoked'::text, 'first_activated'::text]))),
    CONSTRAINT mint_events_units_check CHECK ((units >= 0))
);

ALTER TABLE ONLY public.mint_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.mint_jobs (
    brand_id uuid NOT NULL,
    mint_job_id uuid DEFAULT uuidv7() NOT NULL,
    mint_batch_id uuid NOT NULL,
    status text DEFAULT 'QUEUED'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    error text,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    started_at timestamp with time zone,
    completed_at timestamp with time zone,
    CONSTRAINT mint_jobs_attempts_check CHECK (((attempts >= 0) AND (attempts <= 3))),
    CONSTRAINT mint_jobs_status_check CHECK ((status = ANY (ARRAY['QUEUED'::text, 'RESERVED'::text, 'PROCESSING'::text, 'COMPLETED'::text, 'FAILED'::text])))
);

ALTER TABLE ONLY public.mint_jobs FORCE ROW LEVEL SECURITY;

CREATE TABLE public.mint_usage (
    brand_id uuid NOT NULL,
    mint_batch_id uuid NOT NULL,
    product_id uuid NOT NULL,
    is_sandbox boolean NOT NULL,
    activates_on_scan boolean NOT NULL,
    units bigint NOT NULL,
    minted_at timestamp with time zone NOT NULL,
    CONSTRAINT mint_usage_units_check CHECK ((units >= 1))
);

ALTER TABLE ONLY public.mint_usage FORCE ROW LEVEL SECURITY;

CREATE TABLE public.nfc_keys (
    brand_id uuid NOT NULL,
    key_version integer NOT NULL,
    wrapped_key bytea NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT nfc_keys_key_version_check CHECK (((key_version >= 1) AND (key_version <= 255)))
);

ALTER TABLE ONLY public.nfc_keys FORCE ROW LEVEL SECURITY;

CREATE TABLE public.nfc_tags (
    brand_id uuid NOT NULL,
    tag_uid bytea NOT NULL,
    path text NOT NULL,
    read_counter integer NOT NULL,
    replays integer DEFAULT 0 NOT NULL,
    first_read_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    last_read_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT nfc_tags_read_counter_check CHECK (((read_counter >= 0) AND (read_counter <= 16777215))),
    CONSTRAINT nfc_tags_tag_uid_check CHECK ((length(tag_uid) = 7))
);

ALTER TABLE ONLY public.nfc_tags FORCE ROW LEVEL SECURITY;

CREATE TABLE public.outbox_events (
    brand_id uuid NOT NULL,
    event_id uuid DEFAULT uuidv7() NOT NULL,
    event_type text NOT NULL,
    occurred_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    object_type text NOT NULL,
    object_id text NOT NULL,
    data jsonb NOT NULL,
    dispatched_at timestamp with time zone,
    CONSTRAINT outbox_events_data_check CHECK ((jsonb_typeof(data) = 'object'::text)),
    CONSTRAINT outbox_events_event_type_check CHECK (((length(event_type) >= 1) AND (length(event_type) <= 100)))
);

ALTER TABLE ONLY public.outbox_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.own_serials (
    brand_id uuid NOT NULL,
    serial_list_id uuid NOT NULL,
    place integer NOT NULL,
    serial text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT own_serials_place_check CHECK ((place >= 0)),
    CONSTRAINT own_serials_serial_check CHECK (((length(serial) >= 1) AND (length(serial) <= 20)))
);

ALTER TABLE ONLY public.own_serials FORCE ROW LEVEL SECURITY;

CREATE TABLE public.passport_amendments (
    brand_id uuid NOT NULL,
    amendment_id uuid DEFAULT uuidv7() NOT NULL,
    kind text NOT NULL,
    scope text NOT NULL,
    product_id uuid NOT NULL,
    mint_batch_id uuid,
    lot_id uuid,
    unit_number bigint,
    field_key text NOT NULL,
    value jsonb,
    old_value jsonb,
    withdraws uuid,
    reason text NOT NULL,
    reason_code text,
    impacted_count bigint NOT NULL,
    amended_by uuid,
    approved_by uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT passport_amendments_break_glass_coded CHECK (((reason_code IS NOT NULL) <= (kind = 'break_glass'::text))),
    CONSTRAINT passport_amendments_field_key_check CHECK (((length(field_key) >= 1) AND (length(field_key) <= 100))),
    CONSTRAINT passport_amendments_impacted_count_check CHECK ((impacted_count >= 0)),
    CONSTRAINT passport_amendments_kind_check CHECK ((kind = ANY (ARRAY['controlled_update'::text, 'break_glass'::text]))),
    CONSTRAINT passport_amendments_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
    CONSTRAINT passport_amendments_scope_check CHECK ((scope = ANY (ARRAY['product'::text, 'mint_batch'::text, 'lot'::text, 'unit'::text]))),
    CONSTRAINT passport_amendments_scope_named CHECK ((((mint_batch_id IS NOT NULL) = (scope = 'mint_batch'::text)) AND ((lot_id IS NOT NULL) = (scope = 'lot'::text)) AND ((unit_number IS NOT NULL) = (scope = 'unit'::text))))
);

ALTER TABLE ONLY public.passport_amendments FORCE ROW LEVEL SECURITY;

CREATE TABLE public.passport_files (
    brand_id uuid NOT NULL,
    file_sha256 bytea NOT NULL,
    snapshot_sha256 bytea NOT NULL,
    attachment_id uuid NOT NULL,
    object_key text NOT NULL,
    filename text NOT NULL,
    mime_type text NOT NULL,
    CONSTRAINT passport_files_file_sha256_check CHECK ((length(file_sha256) = 32))
);

ALTER TABLE ONLY public.passport_files FORCE ROW LEVEL SECURITY;

CREATE TABLE public.passport_snapshots (
    brand_id uuid NOT NULL,
    sha256 bytea NOT NULL,
    content text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT passport_snapshots_sha256_check CHECK ((length(sha256) = 32))
);

ALTER TABLE ONLY public.passport_snapshots FORCE ROW LEVEL SECURITY;

CREATE TABLE public.passport_template_assignments (
    brand_id uuid NOT NULL,
    assignment_id uuid DEFAULT uuidv7() NOT NULL,
    product_id uuid,
    product_batch_id uuid,
    template_id uuid NOT NULL,
    version integer,
    assigned_by uuid,
    assigned_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT passport_template_assignments_one_target CHECK ((num_nonnulls(product_id, product_batch_id) <= 1))
);

ALTER TABLE ONLY public.passport_template_assignments FORCE ROW LEVEL SECURITY;

CREATE TABLE public.passport_template_versions (
    brand_id uuid NOT NULL,
    template_id uuid NOT NULL,
    version integer NOT NULL,
    sha256 bytea NOT NULL,
    content jsonb NOT NULL,
    note text,
    published_by uuid,
    published_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT passport_template_versions_content_check CHECK ((jsonb_typeof(content) = 'object'::text)),
    CONSTRAINT passport_template_versions_sha256_check CHECK ((length(sha256) = 32)),
    CONSTRAINT passport_template_versions_version_check CHECK ((version >= 1))
);

ALTER TABLE ONLY public.passport_template_versions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.passport_templates (
    brand_id uuid NOT NULL,
    template_id uuid DEFAULT uuidv7() NOT NULL,
    name text NOT NULL,
    draft jsonb NOT NULL,
    draft_revision integer DEFAULT 1 NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT passport_templates_draft_check CHECK ((jsonb_typeof(draft) = 'object'::text)),
    CONSTRAINT passport_templates_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100)))
);

ALTER TABLE ONLY public.passport_templates FORCE ROW LEVEL SECURITY;

CREATE TABLE public.passport_theme_assignments (
    brand_id uuid NOT NULL,
    assignment_id uuid DEFAULT uuidv7() NOT NULL,
    product_id uuid,
    product_batch_id uuid,
    theme_id uuid,
    curated text,
    assigned_by uuid,
    assigned_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT passport_theme_assignments_one_target CHECK ((num_nonnulls(product_id, product_batch_id) <= 1)),
    CONSTRAINT passport_theme_assignments_one_theme CHECK ((num_nonnulls(theme_id, curated) = 1))
);

ALTER TABLE ONLY public.passport_theme_assignments FORCE ROW LEVEL SECURITY;

CREATE TABLE public.passport_theme_versions (
    brand_id uuid NOT NULL,
    theme_id uuid NOT NULL,
    version integer NOT NULL,
    content jsonb NOT NULL,
    published_by uuid,
    published_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT passport_theme_versions_content_check CHECK ((jsonb_typeof(content) = 'object'::text)),
    CONSTRAINT passport_theme_versions_version_check CHECK ((version >= 1))
);

ALTER TABLE ONLY public.passport_theme_versions FORCE ROW LEVEL SECURITY;

CREATE TABLE public.passport_themes (
    brand_id uuid NOT NULL,
    theme_id uuid DEFAULT uuidv7() NOT NULL,
    name text NOT NULL,
    draft jsonb NOT NULL,
    draft_revision integer DEFAULT 1 NOT NULL,
    created_by uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT passport_themes_draft_check CHECK ((jsonb_typeof(draft) = 'object'::text)),
    CONSTRAINT passport_themes_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100)))
);

ALTER TABLE ONLY public.passport_themes FORCE ROW LEVEL SECURITY;

CREATE TABLE public.product_attachments (
    brand_id uuid NOT NULL,
    attachment_id uuid DEFAULT uuidv7() NOT NULL,
    product_id uuid NOT NULL,
    filename text NOT NULL,
    mime_type text NOT NULL,
    size_bytes bigint NOT NULL,
    sha256 bytea,
    state text DEFAULT 'pending'::text NOT NULL,
    title text,
    kind text NOT NULL,
    language text,
    show_on_passport boolean DEFAULT false NOT NULL,
    is_main_image boolean DEFAULT false NOT NULL,
    "position" integer NOT NULL,
    picture_state text,
    picture_problem text,
    picture_attempts smallint DEFAULT 0 NOT NULL,
    pictures jsonb DEFAULT '[]'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    uploaded_at timestamp with time zone,
    deleted_at timestamp with time zone,
    CONSTRAINT product_attachments_check CHECK (((state = 'ready'::text) = (uploaded_at IS NOT NULL))),
    CONSTRAINT product_attachments_check1 CHECK (((state = 'pending'::text) OR (sha256 IS NOT NULL))),
    CONSTRAINT product_attachments_check2 CHECK (((picture_state IS NULL) OR (state = 'ready'::text))),
    CONSTRAINT product_attachments_check3 CHECK (((NOT is_main_image) OR (picture_state IS NOT NULL))),
    CONSTRAINT product_attachments_filename_check CHECK (((length(filename) >= 1) AND (length(filename) <= 200))),
    CONSTRAINT product_attachments_language_check CHECK (((length(language) >= 2) AND (length(language) <= 35))),
    CONSTRAINT product_attachments_mime_type_check CHECK (((length(mime_type) >= 3) AND (length(mime_type) <= 127))),
    CONSTRAINT product_attachments_picture_state_check CHECK ((picture_state = ANY (ARRAY['preparing'::text, 'ready'::text, 'failed'::text]))),
    CONSTRAINT product_attachments_pictures_check CHECK ((jsonb_typeof(pictures) = 'array'::text)),
    CONSTRAINT product_attachments_position_check CHECK ((("position" >= 0) AND ("position" <= 9999))),
    CONSTRAINT product_attachments_sha256_check CHECK ((length(sha256) = 32)),
    CONSTRAINT product_attachments_size_bytes_check CHECK (((size_bytes >= 1) AND (size_bytes <= 1073741824))),
    CONSTRAINT product_attachments_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'ready'::text]))),
    CONSTRAINT product_attachments_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
);

ALTER TABLE ONLY public.product_attachments FORCE ROW LEVEL SECURITY;

CREATE TABLE public.product_batches (
    brand_id uuid NOT NULL,
    product_batch_id uuid DEFAULT uuidv7() NOT NULL,
    product_id uuid NOT NULL,
    batch_number text NOT NULL,
    status text DEFAULT 'active'::text NOT NULL,
    production_date date,
    quantity bigint,
    minted_quantity bigint DEFAULT 0 NOT NULL,
    facility_ref text,
    attributes jsonb DEFAULT '{}'::jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    batch_number_folded text GENERATED ALWAYS AS (casefold((NORMALIZE(batch_number, NFC) COLLATE pg_unicode_fast))) STORED NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT product_batches_attributes_check CHECK ((jsonb_typeof(attributes) = 'object'::text)),
    CONSTRAINT product_batches_batch_number_check CHECK (((length(batch_number) >= 1) AND (length(batch_number) <= 100))),
    CONSTRAINT product_batches_facility_ref_check CHECK (((length(facility_ref) >= 1) AND (length(facility_ref) <= 100))),
    CONSTRAINT product_batches_minted_quantity_check CHECK ((minted_quantity >= 0)),
    CONSTRAINT product_batches_quantity_check CHECK (((quantity >= 1) AND (quantity <= 1000000000))),
    CONSTRAINT product_batches_quantity_covers_minted CHECK (((quantity IS NULL) OR (quantity >= minted_quantity))),
    CONSTRAINT product_batches_status_check CHECK ((status = ANY (ARRAY['active'::text, 'closed'::text, 'recalled'::text])))
);

ALTER TABLE ONLY public.product_batches FORCE ROW LEVEL SECURITY;

CREATE TABLE public.product_identifiers (
    brand_id uuid NOT NULL,
    identifier_id uuid DEFAULT uuidv7() NOT NULL,
    product_id uuid NOT NULL,
    identifier_type text NOT NULL,
    identifier_value text NOT NULL,
    identifier_value_normalized text NOT NULL,
    status text DEFAULT 'active'::text NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    created_by uuid,
    deactivated_at timestamp with time zone,
    deactivated_by uuid,
    CONSTRAINT product_identifiers_check CHECK (((status = 'active'::text) = (deactivated_at IS NULL))),
    CONSTRAINT product_identifiers_identifier_type_check CHECK ((identifier_type = ANY (ARRAY['sku'::text, 'gtin'::text, 'ean'::text, 'upc'::text]))),
    CONSTRAINT product_identifiers_identifier_value_check CHECK (((length(identifier_value) >= 1) AND (length(identifier_value) <= 80))),
    CONSTRAINT product_identifiers_status_check CHECK ((status = ANY (ARRAY['active'::text, 'retired'::text])))
);

ALTER TABLE ONLY public.product_identifiers FORCE ROW LEVEL SECURITY;

CREATE TABLE public.product_operators (
    brand_id uuid NOT NULL,
    product_id uuid NOT NULL,
    role text NOT NULL,
    operator_id uuid NOT NULL,
    CONSTRAINT product_operators_role_check CHECK ((length(role) <= 40))
);

ALTER TABLE ONLY public.product_operators FORCE ROW LEVEL SECURITY;

CREATE TABLE public.product_passports (
    brand_id uuid NOT NULL,
    passport_id uuid DEFAULT uuidv7() NOT NULL,
    product_id uuid NOT NULL,
    passport_state text DEFAULT 'unpublished'::text NOT NULL,
    snapshot_sha256 bytea,
    published_at timestamp with time zone,
    revoked_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT product_passports_passport_state_check CHECK ((passport_state = ANY (ARRAY['unpublished'::text, 'published'::text, 'revoked'::text])))
);

ALTER TABLE ONLY public.product_passports FORCE ROW LEVEL SECURITY;

CREATE TABLE public.product_search (
    brand_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    product_id uuid NOT NULL,
    search_text text NOT NULL,
    changed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    segment_id uuid,
    has_sku boolean DEFAULT true NOT NULL
);

ALTER TABLE ONLY public.product_search FORCE ROW LEVEL SECURITY;

CREATE TABLE public.product_search_grams (
    brand_id uuid NOT NULL,
    gram text NOT NULL COLLATE pg_catalog."C",
    segment_id uuid NOT NULL,
    places bytea NOT NULL
);
ALTER TABLE ONLY public.product_search_grams ALTER COLUMN places SET STORAGE EXTERNAL;

ALTER TABLE ONLY public.product_search_grams FORCE ROW LEVEL SECURITY;

CREATE TABLE public.product_search_segments (
    brand_id uuid NOT NULL,
    segment_id uuid DEFAULT uuidv7() NOT NULL,
    product_count integer NOT NULL,
    created_ats bytea NOT NULL,
    product_ids bytea NOT NULL,
    dissolved_at timestamp with time zone,
    CONSTRAINT product_search_segments_product_count_check CHECK (((product_count >= 1) AND (product_count <= 16384)))
);
ALTER TABLE ONLY public.product_search_segments ALTER COLUMN created_ats SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.product_search_segments ALTER COLUMN product_ids SET STORAGE EXTERNAL;

ALTER TABLE ONLY public.product_search_segments FORCE ROW LEVEL SECURITY;

CREATE TABLE public.products (
    brand_id uuid NOT NULL,
    product_id uuid DEFAULT uuidv7() NOT NULL,
    name jsonb NOT NULL,
    commercial_status text DEFAULT 'ACTIVE'::text NOT NULL,
    attributes jsonb DEFAULT '{}'::jsonb NOT NULL,
    mint_readiness_status text DEFAULT 'NOT_READY'::text NOT NULL,
    readiness_problems jsonb DEFAULT '[]'::jsonb NOT NULL,
    archived_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    missing_fields text[] DEFAULT '{}'::text[] NOT NULL,
    completeness smallint DEFAULT 0 NOT NULL,
    sort_name text GENERATED ALWAYS AS ("left"(NORMALIZE(casefold((COALESCE((name ->> 'en'::text), (jsonb_path_query_first(name, '$.*'::jsonpath) #>> '{}'::text[]), ''::text) COLLATE pg_unicode_fast)), NFKD), 100)) STORED NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT products_attributes_check CHECK ((jsonb_typeof(attributes) = 'object'::text)),
    CONSTRAINT products_commercial_status_check CHECK ((commercial_status = ANY (ARRAY['ACTIVE'::text, 'INACTIVE'::text]))),
    CONSTRAINT products_completeness_check CHECK (((completeness >= 0) AND (completeness <= 100))),
    CONSTRAINT products_mint_readiness_status_check CHECK ((mint_readiness_status = ANY (ARRAY['READY'::text, 'NOT_READY'::text]))),
    CONSTRAINT products_name_check CHECK ((jsonb_typeof(name) = 'object'::text)),
    CONSTRAINT products_readiness_problems_check CHECK ((jsonb_typeof(readiness_problems) = 'array'::text))
);

ALTER TABLE ONLY public.products FORCE ROW LEVEL SECURITY;

CREATE TABLE public.readiness_runs (
    brand_id uuid NOT NULL,
    readiness_run_id uuid DEFAULT uuidv7() NOT NULL,
    status text DEFAULT 'QUEUED'::text NOT NULL,
    total_products bigint DEFAULT 0 NOT NULL,
    processed_products bigint DEFAULT 0 NOT NULL,
    after_product_id uuid,
    created_by uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    started_at timestamp with time zone,
    completed_at timestamp with time zone,
    CONSTRAINT readiness_runs_status_check CHECK ((status = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text, 'COMPLETED'::text])))
);

ALTER TABLE ONLY public.readiness_runs FORCE ROW LEVEL SECURITY;

CREATE TABLE public.refresh_tokens (
    token_hash bytea NOT NULL,
    session_id uuid NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    used_at timestamp with time zone
);

CREATE TABLE public.roles (
    brand_id uuid NOT NULL,
    role text NOT NULL,
    title text NOT NULL,
    is_built_in boolean DEFAULT false NOT NULL,
    permissions text[] NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT roles_role_check CHECK ((role ~ '^[a-z][a-z0-9_]{0,62}$'::text))
);

ALTER TABLE ONLY public.roles FORCE ROW LEVEL SECURITY;

CREATE TABLE public.saved_views (
    brand_id uuid NOT NULL,
    saved_view_id uuid DEFAULT uuidv7() NOT NULL,
    user_id uuid NOT NULL,
    name text NOT NULL,
    filter jsonb NOT NULL,
    sort text NOT NULL,
    columns text[] NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT saved_views_filter_check CHECK ((jsonb_typeof(filter) = 'object'::text)),
    CONSTRAINT saved_views_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
);

ALTER TABLE ONLY public.saved_views FORCE ROW LEVEL SECURITY;

CREATE TABLE public.scan_events (
    brand_id uuid NOT NULL,
    scan_id uuid DEFAULT uuidv7() NOT NULL,
    scanned_at timestamp with time zone NOT NULL,
    product_id uuid,
    product_batch_id uuid,
    mint_batch_id uuid,
    lot_id uuid,
    unit_number bigint,
    path text NOT NULL,
    query text NOT NULL,
    country text,
    agent_family text NOT NULL,
    traffic_class text NOT NULL,
    language text,
    outcome text NOT NULL,
    link_type text,
    CONSTRAINT scan_events_traffic_class_check CHECK ((traffic_class = ANY (ARRAY['human'::text, 'unfurler'::text, 'crawler'::text, 'unknown'::text])))
)
PARTITION BY RANGE (scanned_at);

ALTER TABLE ONLY public.scan_events FORCE ROW LEVEL SECURITY;

CREATE TABLE public.scan_events_default (
    brand_id uuid CONSTRAINT scan_events_brand_id_not_null NOT NULL,
    scan_id uuid DEFAULT uuidv7() CONSTRAINT scan_events_scan_id_not_null NOT NULL,
    scanned_at timestamp with time zone CONSTRAINT scan_events_scanned_at_not_null NOT NULL,
    product_id uuid,
    product_batch_id uuid,
    mint_batch_id uuid,
    lot_id uuid,
    unit_number bigint,
    path text CONSTRAINT scan_events_path_not_null NOT NULL,
    query text CONSTRAINT scan_events_query_not_null NOT NULL,
    country text,
    agent_family text CONSTRAINT scan_events_agent_family_not_null NOT NULL,
    traffic_class text CONSTRAINT scan_events_traffic_class_not_null NOT NULL,
    language text,
    outcome text CONSTRAINT scan_events_outcome_not_null NOT NULL,
    link_type text,
    CONSTRAINT scan_events_traffic_class_check CHECK ((traffic_class = ANY (ARRAY['human'::text, 'unfurler'::text, 'crawler'::text, 'unknown'::text])))
);

ALTER TABLE ONLY public.scan_events_default FORCE ROW LEVEL SECURITY;

CREATE TABLE public.scan_log (
    brand_id uuid NOT NULL,
    chunk_id uuid NOT NULL,
    scans bytea NOT NULL
);
ALTER TABLE ONLY public.scan_log ALTER COLUMN scans SET STORAGE EXTERNAL;

ALTER TABLE ONLY public.scan_log FORCE ROW LEVEL SECURITY;

CREATE TABLE public.scan_rollups (
    brand_id uuid NOT NULL,
    grain text NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    product_id uuid,
    product_batch_id uuid,
    lot_id uuid,
    country text,
    language text,
    traffic_class text NOT NULL,
    outcome text NOT NULL,
    link_type text,
    scans bigint NOT NULL,
    CONSTRAINT scan_rollups_grain_check CHECK ((grain = ANY (ARRAY['hour'::text, 'day'::text]))),
    CONSTRAINT scan_rollups_scans_check CHECK ((scans > 0))
);

ALTER TABLE ONLY public.scan_rollups FORCE ROW LEVEL SECURITY;

CREATE TABLE public.serial_list_chunks (
    brand_id uuid NOT NULL,
    serial_list_id uuid NOT NULL,
    chunk_number integer NOT NULL,
    accepted_rows integer NOT NULL,
    rejected_rows integer NOT NULL,
    rejections bytea NOT NULL,
    unit_numbers bytea,
    is_done boolean DEFAULT false NOT NULL,
    CONSTRAINT serial_list_chunks_chunk_number_check CHECK ((chunk_number >= 0))
);

ALTER TABLE ONLY public.serial_list_chunks FORCE ROW LEVEL SECURITY;

CREATE TABLE public.serial_list_parts (
    brand_id uuid NOT NULL,
    serial_list_id uuid NOT NULL,
    first_byte bigint NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT serial_list_parts_first_byte_check CHECK ((first_byte >= 0))
);
ALTER TABLE ONLY public.serial_list_parts ALTER COLUMN content SET STORAGE EXTERNAL;

ALTER TABLE ONLY public.serial_list_parts FORCE ROW LEVEL SECURITY;

CREATE TABLE public.serial_lists (
    brand_id uuid NOT NULL,
    serial_list_id uuid DEFAULT uuidv7() NOT NULL,
    purpose text NOT NULL,
    filename text,
    format text NOT NULL,
    status text DEFAULT 'uploading'::text NOT NULL,
    size_bytes bigint DEFAULT 0 NOT NULL,
    total_rows integer DEFAULT 0 NOT NULL,
    accepted_rows integer DEFAULT 0 NOT NULL,
    rejected_rows integer DEFAULT 0 NOT NULL,
    revoked_rows integer DEFAULT 0 NOT NULL,
    shortest smallint,
    longest smallint,
    looks_generated boolean DEFAULT false NOT NULL,
    mint_batch_id uuid,
    reason text,
    attempts integer DEFAULT 0 NOT NULL,
    error text,
    created_by uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    updated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT serial_lists_attempts_check CHECK (((attempts >= 0) AND (attempts <= 3))),
    CONSTRAINT serial_lists_filename_check CHECK (((length(filename) >= 1) AND (length(filename) <= 255))),
    CONSTRAINT serial_lists_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text, 'list'::text]))),
    CONSTRAINT serial_lists_purpose_check CHECK ((purpose = ANY (ARRAY['mint'::text, 'revoke'::text]))),
    CONSTRAINT serial_lists_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
    CONSTRAINT serial_lists_size_bytes_check CHECK ((size_bytes >= 0)),
    CONSTRAINT serial_lists_status_check CHECK ((status = ANY (ARRAY['uploading'::text, 'checking'::text, 'checked'::text, 'revoking'::text, 'completed'::text, 'failed'::text, 'cancelled'::text])))
);

ALTER TABLE ONLY public.serial_lists FORCE ROW LEVEL SECURITY;

CREATE TABLE public.sessions (
    session_id uuid DEFAULT uuidv7() NOT NULL,
    user_id uuid NOT NULL,
    cookie_hash bytea,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    last_used_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone
);

CREATE TABLE public.signing_keys (
    key_id text NOT NULL,
    wrapped_private_key bytea NOT NULL,
    public_jwk jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    retired_at timestamp with time zone
);

CREATE TABLE public.unfolded_chunks (
    brand_id uuid NOT NULL,
    chunk_id uuid NOT NULL,
    unfolded_at timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE ONLY public.unfolded_chunks FORCE ROW LEVEL SECURITY;

CREATE TABLE public.unit_blocks (
    brand_id uuid NOT NULL,
    block bigint NOT NULL,
    activated integer NOT NULL,
    CONSTRAINT unit_blocks_activated_check CHECK ((activated > 0))
);

ALTER TABLE ONLY public.unit_blocks FORCE ROW LEVEL SECURITY;

CREATE TABLE public.unit_counters (
    brand_id uuid NOT NULL,
    next_unit_number bigint DEFAULT 0 NOT NULL,
    wrapped_unit_key bytea NOT NULL,
    unit_key_check text NOT NULL,
    next_sandbox_number bigint DEFAULT '64424509440'::bigint NOT NULL,
    CONSTRAINT unit_counters_next_sandbox_number_check CHECK ((next_sandbox_number >= '64424509440'::bigint)),
    CONSTRAINT unit_counters_next_unit_number_check CHECK (((next_unit_number >= 0) AND (next_unit_number <= '68719476736'::bigint)))
);

ALTER TABLE ONLY public.unit_counters FORCE ROW LEVEL SECURITY;

CREATE TABLE public.unit_scans (
    brand_id uuid NOT NULL,
    unit_number bigint NOT NULL,
    first_scanned_at timestamp with time zone NOT NULL,
    last_scanned_at timestamp with time zone NOT NULL,
    scans bigint NOT NULL,
    CONSTRAINT unit_scans_scans_check CHECK ((scans > 0))
);

ALTER TABLE ONLY public.unit_scans FORCE ROW LEVEL SECURITY;

CREATE TABLE public.unit_states (
    brand_id uuid NOT NULL,
    unit_number bigint NOT NULL,
    mint_batch_id uuid NOT NULL,
    activated_at timestamp with time zone,
    passport_state text,
    snapshot_sha256 bytea,
    published_at timestamp with time zone,
    revoked_at timestamp with time zone,
    revocation_reason text,
    CONSTRAINT unit_states_passport_state_check CHECK ((passport_state = ANY (ARRAY['published'::text, 'revoked'::text]))),
    CONSTRAINT unit_states_revocation_reason_check CHECK (((length(revocation_reason) >= 1) AND (length(revocation_reason) <= 500)))
);

ALTER TABLE ONLY public.unit_states FORCE ROW LEVEL SECURITY;

CREATE TABLE public.users (
    user_id uuid DEFAULT uuidv7() NOT NULL,
    email text NOT NULL,
    email_normalized text NOT NULL,
    display_name text DEFAULT ''::text NOT NULL,
    password_hash text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT users_email_check CHECK (((length(email) >= 3) AND (length(email) <= 320)))
);

ALTER TABLE ONLY public.scan_events ATTACH PARTITION public.scan_events_default DEFAULT;

ALTER TABLE ONLY jobs.pgqueuer ALTER COLUMN id SET DEFAULT nextval('jobs.pgqueuer_id_seq'::regclass);

ALTER TABLE ONLY jobs.pgqueuer_schedules ALTER COLUMN id SET DEFAULT nextval('jobs.pgqueuer_schedules_id_seq'::regclass);

ALTER TABLE ONLY jobs.pgqueuer_statistics ALTER COLUMN id SET DEFAULT nextval('jobs.pgqueuer_statistics_id_seq'::regclass);

ALTER TABLE ONLY jobs.pgqueuer_log
    ADD CONSTRAINT pgqueuer_log_pkey PRIMARY KEY (id);

ALTER TABLE ONLY jobs.pgqueuer
    ADD CONSTRAINT pgqueuer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY jobs.pgqueuer_schedules
    ADD CONSTRAINT pgqueuer_schedules_expression_entrypoint_key UNIQUE (expression, entrypoint);

ALTER TABLE ONLY jobs.pgqueuer_schedules
    ADD CONSTRAINT pgqueuer_schedules_pkey PRIMARY KEY (id);

ALTER TABLE ONLY jobs.pgqueuer_statistics
    ADD CONSTRAINT pgqueuer_statistics_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.account_mails
    ADD CONSTRAINT account_mails_pkey PRIMARY KEY (mail_id);

ALTER TABLE ONLY public.activation_days
    ADD CONSTRAINT activation_days_pkey PRIMARY KEY (brand_id, day, product_id);

ALTER TABLE ONLY public.activation_sums
    ADD CONSTRAINT activation_sums_pkey PRIMARY KEY (brand_id);

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);

ALTER TABLE ONLY public.amendment_policies
    ADD CONSTRAINT amendment_policies_pkey PRIMARY KEY (brand_id);

ALTER TABLE ONLY public.amendment_reason_codes
    ADD CONSTRAINT amendment_reason_codes_pkey PRIMARY KEY (brand_id, reason_code);

ALTER TABLE ONLY public.amendment_requests
    ADD CONSTRAINT amendment_requests_pkey PRIMARY KEY (brand_id, request_id);

ALTER TABLE ONLY public.api_credentials
    ADD CONSTRAINT api_credentials_pkey PRIMARY KEY (brand_id, credential_id);

ALTER TABLE ONLY public.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (brand_id, audit_id);

ALTER TABLE ONLY public.audit_seals
    ADD CONSTRAINT audit_seals_brand_id_audit_id_key UNIQUE (brand_id, audit_id);

ALTER TABLE ONLY public.audit_seals
    ADD CONSTRAINT audit_seals_pkey PRIMARY KEY (brand_id, sequence);

ALTER TABLE ONLY public.brands
    ADD CONSTRAINT brands_pkey PRIMARY KEY (brand_id);

ALTER TABLE ONLY public.brands_with_scans
    ADD CONSTRAINT brands_with_scans_pkey PRIMARY KEY (brand_id);

ALTER TABLE ONLY public.bulk_update_items
    ADD CONSTRAINT bulk_update_items_pkey PRIMARY KEY (brand_id, bulk_update_job_id, product_id);

ALTER TABLE ONLY public.bulk_update_jobs
    ADD CONSTRAINT bulk_update_jobs_pkey PRIMARY KEY (brand_id, bulk_update_job_id);

ALTER TABLE ONLY public.carrier_output_defaults
    ADD CONSTRAINT carrier_output_defaults_pkey PRIMARY KEY (brand_id, carrier);

ALTER TABLE ONLY public.carrier_output_profile_versions
    ADD CONSTRAINT carrier_output_profile_versions_pkey PRIMARY KEY (brand_id, profile_id, version);

ALTER TABLE ONLY public.carrier_output_profiles
    ADD CONSTRAINT carrier_output_profiles_pkey PRIMARY KEY (brand_id, profile_id);

ALTER TABLE ONLY public.custom_fields
    ADD CONSTRAINT custom_fields_pkey PRIMARY KEY (brand_id, key);

ALTER TABLE ONLY public.deployment
    ADD CONSTRAINT deployment_pkey PRIMARY KEY (only_row);

ALTER TABLE ONLY public.dropped_scans
    ADD CONSTRAINT dropped_scans_pkey PRIMARY KEY (brand_id, drop_id);

ALTER TABLE ONLY public.economic_operators
    ADD CONSTRAINT economic_operators_pkey PRIMARY KEY (brand_id, operator_id);

ALTER TABLE ONLY public.export_files
    ADD CONSTRAINT export_files_pkey PRIMARY KEY (brand_id, export_id, number);

ALTER TABLE ONLY public.export_locks
    ADD CONSTRAINT export_locks_pkey PRIMARY KEY (brand_id, mint_batch_id);

ALTER TABLE ONLY public.exports
    ADD CONSTRAINT exports_pkey PRIMARY KEY (brand_id, export_id);

ALTER TABLE ONLY public.facilities
    ADD CONSTRAINT facilities_pkey PRIMARY KEY (brand_id, facility_id);

ALTER TABLE ONLY public.host_names
    ADD CONSTRAINT host_names_pkey PRIMARY KEY (host_name);

ALTER TABLE ONLY public.idempotency_keys
    ADD CONSTRAINT idempotency_keys_pkey PRIMARY KEY (brand_id, operation, idempotency_key);

ALTER TABLE ONLY public.import_chunks
    ADD CONSTRAINT import_chunks_pkey PRIMARY KEY (brand_id, import_job_id, chunk_number);

ALTER TABLE ONLY public.import_file_parts
    ADD CONSTRAINT import_file_parts_pkey PRIMARY KEY (brand_id, import_job_id, first_byte);

ALTER TABLE ONLY public.import_jobs
    ADD CONSTRAINT import_jobs_pkey PRIMARY KEY (brand_id, import_job_id);

ALTER TABLE ONLY public.import_mappings
    ADD CONSTRAINT import_mappings_name_unique UNIQUE (brand_id, name);

ALTER TABLE ONLY public.import_mappings
    ADD CONSTRAINT import_mappings_pkey PRIMARY KEY (brand_id, import_mapping_id);

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_pkey PRIMARY KEY (brand_id, invitation_id);

ALTER TABLE ONLY public.label_jobs
    ADD CONSTRAINT label_jobs_pkey PRIMARY KEY (brand_id, label_job_id);

ALTER TABLE ONLY public.label_templates
    ADD CONSTRAINT label_templates_pkey PRIMARY KEY (brand_id, label_template_id);

ALTER TABLE ONLY public.link_targets
    ADD CONSTRAINT link_targets_pkey PRIMARY KEY (brand_id, target_url);

ALTER TABLE ONLY public.links
    ADD CONSTRAINT links_pkey PRIMARY KEY (brand_id, link_id);

ALTER TABLE ONLY public.login_failures
    ADD CONSTRAINT login_failures_pkey PRIMARY KEY (subject, failed_at, failure_id);

ALTER TABLE ONLY public.lots
    ADD CONSTRAINT lots_brand_id_first_unit_number_key UNIQUE (brand_id, first_unit_number);

ALTER TABLE ONLY public.lots
    ADD CONSTRAINT lots_brand_id_passport_id_key UNIQUE (brand_id, passport_id);

ALTER TABLE ONLY public.lots
    ADD CONSTRAINT lots_code_unique UNIQUE (brand_id, product_id, lot_code);

ALTER TABLE ONLY public.lots
    ADD CONSTRAINT lots_pkey PRIMARY KEY (brand_id, lot_id);

ALTER TABLE ONLY public.mails
    ADD CONSTRAINT mails_pkey PRIMARY KEY (mail_id);

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_pkey PRIMARY KEY (brand_id, user_id);

ALTER TABLE ONLY public.mint_batches
    ADD CONSTRAINT mint_batches_brand_id_first_unit_number_key UNIQUE (brand_id, first_unit_number);

ALTER TABLE ONLY public.mint_batches
    ADD CONSTRAINT mint_batches_pkey PRIMARY KEY (brand_id, mint_batch_id);

ALTER TABLE ONLY public.mint_events
    ADD CONSTRAINT mint_events_pkey PRIMARY KEY (brand_id, mint_event_id);

ALTER TABLE ONLY public.mint_jobs
    ADD CONSTRAINT mint_jobs_brand_id_mint_batch_id_key UNIQUE (brand_id, mint_batch_id);

ALTER TABLE ONLY public.mint_jobs
    ADD CONSTRAINT mint_jobs_pkey PRIMARY KEY (brand_id, mint_job_id);

ALTER TABLE ONLY public.mint_usage
    ADD CONSTRAINT mint_usage_pkey PRIMARY KEY (brand_id, mint_batch_id);

ALTER TABLE ONLY public.nfc_keys
    ADD CONSTRAINT nfc_keys_pkey PRIMARY KEY (brand_id, key_version);

ALTER TABLE ONLY public.nfc_tags
    ADD CONSTRAINT nfc_tags_pkey PRIMARY KEY (brand_id, tag_uid);

ALTER TABLE ONLY public.outbox_events
    ADD CONSTRAINT outbox_events_pkey PRIMARY KEY (brand_id, event_id);

ALTER TABLE ONLY public.own_serials
    ADD CONSTRAINT own_serials_pkey PRIMARY KEY (brand_id, serial_list_id, place);

ALTER TABLE ONLY public.own_serials
    ADD CONSTRAINT own_serials_unique UNIQUE (brand_id, serial);

ALTER TABLE ONLY public.passport_amendments
    ADD CONSTRAINT passport_amendments_pkey PRIMARY KEY (brand_id, amendment_id);

ALTER TABLE ONLY public.passport_amendments
    ADD CONSTRAINT passport_amendments_withdrawn_once UNIQUE (brand_id, withdraws);

ALTER TABLE ONLY public.passport_files
    ADD CONSTRAINT passport_files_pkey PRIMARY KEY (brand_id, file_sha256, snapshot_sha256);

ALTER TABLE ONLY public.passport_snapshots
    ADD CONSTRAINT passport_snapshots_pkey PRIMARY KEY (brand_id, sha256);

ALTER TABLE ONLY public.passport_template_assignments
    ADD CONSTRAINT passport_template_assignments_once UNIQUE NULLS NOT DISTINCT (brand_id, product_id, product_batch_id);

ALTER TABLE ONLY public.passport_template_assignments
    ADD CONSTRAINT passport_template_assignments_pkey PRIMARY KEY (brand_id, assignment_id);

ALTER TABLE ONLY public.passport_template_versions
    ADD CONSTRAINT passport_template_versions_pkey PRIMARY KEY (brand_id, template_id, version);

ALTER TABLE ONLY public.passport_templates
    ADD CONSTRAINT passport_templates_pkey PRIMARY KEY (brand_id, template_id);

ALTER TABLE ONLY public.passport_theme_assignments
    ADD CONSTRAINT passport_theme_assignments_once UNIQUE NULLS NOT DISTINCT (brand_id, product_id, product_batch_id);

ALTER TABLE ONLY public.passport_theme_assignments
    ADD CONSTRAINT passport_theme_assignments_pkey PRIMARY KEY (brand_id, assignment_id);

ALTER TABLE ONLY public.passport_theme_versions
    ADD CONSTRAINT passport_theme_versions_pkey PRIMARY KEY (brand_id, theme_id, version);

ALTER TABLE ONLY public.passport_themes
    ADD CONSTRAINT passport_themes_pkey PRIMARY KEY (brand_id, theme_id);

ALTER TABLE ONLY public.product_attachments
    ADD CONSTRAINT product_attachments_pkey PRIMARY KEY (brand_id, attachment_id);

ALTER TABLE ONLY public.product_batches
    ADD CONSTRAINT product_batches_number_unique UNIQUE (brand_id, product_id, batch_number);

ALTER TABLE ONLY public.product_batches
    ADD CONSTRAINT product_batches_pkey PRIMARY KEY (brand_id, product_batch_id);

ALTER TABLE ONLY public.product_identifiers
    ADD CONSTRAINT product_identifiers_pkey PRIMARY KEY (brand_id, identifier_id);

ALTER TABLE ONLY public.product_operators
    ADD CONSTRAINT product_operators_pkey PRIMARY KEY (brand_id, product_id, role, operator_id);

ALTER TABLE ONLY public.product_passports
    ADD CONSTRAINT product_passports_brand_id_product_id_key UNIQUE (brand_id, product_id);

ALTER TABLE ONLY public.product_passports
    ADD CONSTRAINT product_passports_pkey PRIMARY KEY (brand_id, passport_id);

ALTER TABLE ONLY public.product_search_grams
    ADD CONSTRAINT product_search_grams_pkey PRIMARY KEY (brand_id, gram, segment_id);

ALTER TABLE ONLY public.product_search
    ADD CONSTRAINT product_search_pkey PRIMARY KEY (brand_id, created_at, product_id);

ALTER TABLE ONLY public.product_search_segments
    ADD CONSTRAINT product_search_segments_pkey PRIMARY KEY (brand_id, segment_id);

ALTER TABLE ONLY public.products
    ADD CONSTRAINT products_pkey PRIMARY KEY (brand_id, product_id);

ALTER TABLE ONLY public.readiness_runs
    ADD CONSTRAINT readiness_runs_pkey PRIMARY KEY (brand_id, readiness_run_id);

ALTER TABLE ONLY public.refresh_tokens
    ADD CONSTRAINT refresh_tokens_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY public.roles
    ADD CONSTRAINT roles_pkey PRIMARY KEY (brand_id, role);

ALTER TABLE ONLY public.saved_views
    ADD CONSTRAINT saved_views_name_unique UNIQUE (brand_id, user_id, name);

ALTER TABLE ONLY public.saved_views
    ADD CONSTRAINT saved_views_pkey PRIMARY KEY (brand_id, saved_view_id);

ALTER TABLE ONLY public.scan_events
    ADD CONSTRAINT scan_events_pkey PRIMARY KEY (brand_id, scanned_at, scan_id);

ALTER TABLE ONLY public.scan_events_default
    ADD CONSTRAINT scan_events_default_pkey PRIMARY KEY (brand_id, scanned_at, scan_id);

ALTER TABLE ONLY public.scan_log
    ADD CONSTRAINT scan_log_pkey PRIMARY KEY (brand_id, chunk_id);

ALTER TABLE ONLY public.scan_rollups
    ADD CONSTRAINT scan_rollups_brand_id_grain_starts_at_product_id_product_ba_key UNIQUE NULLS NOT DISTINCT (brand_id, grain, starts_at, product_id, product_batch_id, lot_id, country, language, traffic_class, outcome, link_type);

ALTER TABLE ONLY public.serial_list_chunks
    ADD CONSTRAINT serial_list_chunks_pkey PRIMARY KEY (brand_id, serial_list_id, chunk_number);

ALTER TABLE ONLY public.serial_list_parts
    ADD CONSTRAINT serial_list_parts_pkey PRIMARY KEY (brand_id, serial_list_id, first_byte);

ALTER TABLE ONLY public.serial_lists
    ADD CONSTRAINT serial_lists_pkey PRIMARY KEY (brand_id, serial_list_id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_cookie_unique UNIQUE (cookie_hash);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (session_id);

ALTER TABLE ONLY public.signing_keys
    ADD CONSTRAINT signing_keys_pkey PRIMARY KEY (key_id);

ALTER TABLE ONLY public.unfolded_chunks
    ADD CONSTRAINT unfolded_chunks_pkey PRIMARY KEY (brand_id, chunk_id);

ALTER TABLE ONLY public.unit_blocks
    ADD CONSTRAINT unit_blocks_pkey PRIMARY KEY (brand_id, block);

ALTER TABLE ONLY public.unit_counters
    ADD CONSTRAINT unit_counters_pkey PRIMARY KEY (brand_id);

ALTER TABLE ONLY public.unit_scans
    ADD CONSTRAINT unit_scans_pkey PRIMARY KEY (brand_id, unit_number);

ALTER TABLE ONLY public.unit_states
    ADD CONSTRAINT unit_states_pkey PRIMARY KEY (brand_id, unit_number);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_email_unique UNIQUE (email_normalized);

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (user_id);

CREATE INDEX pgqueuer_ep_ea_idx ON jobs.pgqueuer USING btree (entrypoint, execute_after) WHERE (status = 'queued'::jobs.pgqueuer_status);

CREATE INDEX pgqueuer_ep_prio_id_idx ON jobs.pgqueuer USING btree (entrypoint, priority DESC, id) WHERE (status = 'queued'::jobs.pgqueuer_status);

CREATE INDEX pgqueuer_log_created ON jobs.pgqueuer_log USING btree (created);

CREATE INDEX pgqueuer_log_job_id_status ON jobs.pgqueuer_log USING btree (job_id, created DESC);

CREATE INDEX pgqueuer_log_not_aggregated ON jobs.pgqueuer_log USING btree ((1)) WHERE (NOT aggregated);

CREATE INDEX pgqueuer_log_status ON jobs.pgqueuer_log USING btree (status);

CREATE INDEX pgqueuer_picked_heartbeat_idx ON jobs.pgqueuer USING btree (heartbeat) WHERE (status = 'picked'::jobs.pgqueuer_status);

CREATE UNIQUE INDEX pgqueuer_picked_slot_idx ON jobs.pgqueuer USING btree (entrypoint, slot) WHERE ((status = 'picked'::jobs.pgqueuer_status) AND (slot IS NOT NULL));

CREATE INDEX pgqueuer_priority_id_id1_idx ON jobs.pgqueuer USING btree (priority, id DESC) INCLUDE (id) WHERE (status = 'queued'::jobs.pgqueuer_status);

CREATE INDEX pgqueuer_queue_manager_id_idx ON jobs.pgqueuer USING btree (queue_manager_id) WHERE (queue_manager_id IS NOT NULL);

CREATE UNIQUE INDEX pgqueuer_statistics_unique_count ON jobs.pgqueuer_statistics USING btree (priority, date_trunc('sec'::text, timezone('UTC'::text, created)), status, entrypoint);

CREATE UNIQUE INDEX pgqueuer_unique_dedupe_key ON jobs.pgqueuer USING btree (dedupe_key) WHERE ((status = ANY (ARRAY['queued'::jobs.pgqueuer_status, 'picked'::jobs.pgqueuer_status])) AND (dedupe_key IS NOT NULL));

CREATE INDEX pgqueuer_updated_id_id1_idx ON jobs.pgqueuer USING btree (updated, id DESC) INCLUDE (id) WHERE (status = 'picked'::jobs.pgqueuer_status);

CREATE INDEX account_mails_due ON public.account_mails USING btree (next_attempt_at);

CREATE INDEX amendment_requests_listed ON public.amendment_requests USING btree (brand_id, created_at DESC, request_id DESC);

CREATE INDEX amendment_requests_waiting ON public.amendment_requests USING btree (brand_id, created_at DESC, request_id DESC) WHERE (status = 'waiting'::text);

CREATE INDEX audit_log_of_action ON public.audit_log USING btree (brand_id, action, audit_id DESC);

CREATE INDEX audit_log_of_actor ON public.audit_log USING btree (brand_id, actor_id, audit_id DESC);

CREATE INDEX audit_log_of_object ON public.audit_log USING btree (brand_id, object_type, object_id, audit_id DESC);

CREATE INDEX audit_log_of_request ON public.audit_log USING btree (brand_id, request_id) WHERE (request_id IS NOT NULL);

CREATE INDEX bulk_update_items_by_status ON public.bulk_update_items USING btree (brand_id, bulk_update_job_id, status, product_id);

CREATE INDEX bulk_update_jobs_newest_first ON public.bulk_update_jobs USING btree (brand_id, created_at DESC, bulk_update_job_id DESC);

CREATE INDEX bulk_update_jobs_undoing ON public.bulk_update_jobs USING btree (brand_id, undo_of) WHERE (undo_of IS NOT NULL);

CREATE UNIQUE INDEX carrier_output_profile_versions_one_draft ON public.carrier_output_profile_versions USING btree (brand_id, profile_id) WHERE (status = 'draft'::text);

CREATE UNIQUE INDEX carrier_output_profile_versions_one_published ON public.carrier_output_profile_versions USING btree (brand_id, profile_id) WHERE (status = 'published'::text);

CREATE UNIQUE INDEX carrier_output_profiles_name_unique ON public.carrier_output_profiles USING btree (brand_id, carrier, lower(name));

CREATE UNIQUE INDEX economic_operators_eori ON public.economic_operators USING btree (brand_id, eori) WHERE (archived_at IS NULL);

CREATE UNIQUE INDEX economic_operators_gln ON public.economic_operators USING btree (brand_id, gln) WHERE (archived_at IS NULL);

CREATE INDEX economic_operators_newest_first ON public.economic_operators USING btree (brand_id, created_at DESC, operator_id DESC);

CREATE UNIQUE INDEX economic_operators_one_default ON public.economic_operators USING btree (brand_id) WHERE is_default_manufacturer;

CREATE INDEX exports_newest_first ON public.exports USING btree (brand_id, created_at DESC, export_id DESC);

CREATE INDEX exports_not_ended ON public.exports USING btree (brand_id, created_at DESC, export_id DESC) WHERE (status = ANY (ARRAY['queued'::text, 'running'::text]));

CREATE INDEX exports_of_mint_batch ON public.exports USING btree (brand_id, mint_batch_id, created_at DESC, export_id DESC);

CREATE UNIQUE INDEX facilities_gln ON public.facilities USING btree (brand_id, gln) WHERE (archived_at IS NULL);

CREATE INDEX facilities_newest_first ON public.facilities USING btree (brand_id, created_at DESC, facility_id DESC);

CREATE INDEX facilities_of_operator ON public.facilities USING btree (brand_id, operator_id) WHERE (archived_at IS NULL);

CREATE UNIQUE INDEX facilities_ref ON public.facilities USING btree (brand_id, facility_ref) WHERE (archived_at IS NULL);

CREATE INDEX host_names_of_brand ON public.host_names USING btree (brand_id);

CREATE INDEX idempotency_keys_oldest_first ON public.idempotency_keys USING btree (brand_id, created_at);

CREATE INDEX import_jobs_newest_first ON public.import_jobs USING btree (brand_id, created_at DESC, import_job_id DESC);

CREATE INDEX import_jobs_of_file ON public.import_jobs USING btree (brand_id, sha256) WHERE (committed_at IS NOT NULL);

CREATE INDEX import_jobs_to_tidy ON public.import_jobs USING btree (brand_id, ended_at) WHERE ((ended_at IS NOT NULL) AND (rows_removed_at IS NULL));

CREATE INDEX invitations_newest_first ON public.invitations USING btree (brand_id, created_at DESC, invitation_id DESC);

CREATE UNIQUE INDEX invitations_one_open ON public.invitations USING btree (brand_id, email_normalized) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL));

CREATE INDEX label_jobs_newest_first ON public.label_jobs USING btree (brand_id, created_at DESC, label_job_id DESC);

CREATE INDEX label_jobs_of_mint_batch ON public.label_jobs USING btree (brand_id, mint_batch_id, created_at DESC, label_job_id DESC);

CREATE UNIQUE INDEX label_templates_name ON public.label_templates USING btree (brand_id, lower(name)) WHERE (archived_at IS NULL);

CREATE INDEX link_targets_due ON public.link_targets USING btree (brand_id, due_at);

CREATE INDEX links_newest_first ON public.links USING btree (brand_id, created_at DESC, link_id DESC);

CREATE UNIQUE INDEX links_not_twice ON public.links USING btree (brand_id, fingerprint) WHERE (archived_at IS NULL);

CREATE INDEX links_of_anchor ON public.links USING btree (brand_id, product_id, path) WHERE (archived_at IS NULL);

CREATE INDEX links_of_target ON public.links USING btree (brand_id, target_url) WHERE (archived_at IS NULL);

CREATE UNIQUE INDEX links_one_default ON public.links USING btree (brand_id, product_id, path) NULLS NOT DISTINCT WHERE (is_default AND (archived_at IS NULL));

CREATE INDEX lots_by_activation ON public.lots USING btree (brand_id, activated_at) WHERE (activated_at IS NOT NULL);

CREATE INDEX lots_newest_first ON public.lots USING btree (brand_id, created_at DESC, passport_id DESC);

CREATE INDEX lots_of_mint_batch ON public.lots USING btree (brand_id, mint_batch_id, first_unit_number);

CREATE INDEX mails_due ON public.mails USING btree (due_at) WHERE (state = 'waiting'::text);

CREATE INDEX memberships_newest_first ON public.memberships USING btree (brand_id, created_at DESC, user_id DESC);

CREATE INDEX memberships_of_role ON public.memberships USING btree (brand_id, role);

CREATE INDEX memberships_of_user ON public.memberships USING btree (user_id);

CREATE INDEX mint_batches_by_minting ON public.mint_batches USING btree (brand_id, minted_at, mint_batch_id) WHERE (minted_at IS NOT NULL);

CREATE INDEX mint_batches_by_voiding ON public.mint_batches USING btree (brand_id, voided_at, mint_batch_id) WHERE (voided_at IS NOT NULL);

CREATE INDEX mint_batches_newest_first ON public.mint_batches USING btree (brand_id, created_at DESC, mint_batch_id DESC);

CREATE INDEX mint_batches_of_product ON public.mint_batches USING btree (brand_id, product_id, created_at DESC, mint_batch_id DESC);

CREATE INDEX mint_batches_of_product_batch ON public.mint_batches USING btree (brand_id, product_batch_id, created_at DESC, mint_batch_id DESC);

CREATE INDEX mint_batches_of_serial_list ON public.mint_batches USING btree (brand_id, serial_list_id) WHERE (serial_list_id IS NOT NULL);

CREATE INDEX mint_events_newest_first ON public.mint_events USING btree (brand_id, occurred_at DESC, mint_event_id DESC);

CREATE INDEX mint_events_of_mint_batch ON public.mint_events USING btree (brand_id, mint_batch_id, occurred_at DESC, mint_event_id DESC);

CREATE UNIQUE INDEX mint_events_one_first_activation ON public.mint_events USING btree (brand_id, mint_batch_id) WHERE (kind = 'first_activated'::text);

CREATE INDEX mint_events_printed ON public.mint_events USING btree (brand_id, occurred_at, mint_batch_id) WHERE ((kind = 'transitioned'::text) AND (to_status = 'printed'::text));

CREATE INDEX mint_events_taking_units ON public.mint_events USING btree (brand_id, occurred_at) WHERE (kind = ANY (ARRAY['voided'::text, 'units_revoked'::text, 'passports_revoked'::text]));

CREATE INDEX mint_usage_by_time ON public.mint_usage USING btree (brand_id, minted_at);

CREATE INDEX outbox_events_by_age ON public.outbox_events USING btree (brand_id, occurred_at);

CREATE INDEX outbox_events_waiting ON public.outbox_events USING btree (brand_id, event_id) WHERE (dispatched_at IS NULL);

CREATE INDEX passport_amendments_listed ON public.passport_amendments USING btree (brand_id, created_at DESC, amendment_id DESC);

CREATE INDEX passport_amendments_listed_of_product ON public.passport_amendments USING btree (brand_id, product_id, created_at DESC, amendment_id DESC);

CREATE INDEX passport_amendments_of_lot ON public.passport_amendments USING btree (brand_id, lot_id) WHERE (scope = 'lot'::text);

CREATE INDEX passport_amendments_of_mint_batch ON public.passport_amendments USING btree (brand_id, mint_batch_id) WHERE (scope = 'mint_batch'::text);

CREATE INDEX passport_amendments_of_product ON public.passport_amendments USING btree (brand_id, product_id, field_key) WHERE (scope = 'product'::text);

CREATE INDEX passport_amendments_of_unit ON public.passport_amendments USING btree (brand_id, unit_number) WHERE (scope = 'unit'::text);

CREATE INDEX passport_files_of_attachment ON public.passport_files USING btree (brand_id, attachment_id);

CREATE INDEX passport_template_assignments_of_batch ON public.passport_template_assignments USING btree (brand_id, product_batch_id) WHERE (product_batch_id IS NOT NULL);

CREATE INDEX passport_template_assignments_of_template ON public.passport_template_assignments USING btree (brand_id, template_id);

CREATE INDEX passport_templates_latest_first ON public.passport_templates USING btree (brand_id, updated_at DESC, template_id DESC);

CREATE UNIQUE INDEX passport_templates_name ON public.passport_templates USING btree (brand_id, lower(name));

CREATE INDEX passport_theme_assignments_of_batch ON public.passport_theme_assignments USING btree (brand_id, product_batch_id) WHERE (product_batch_id IS NOT NULL);

CREATE INDEX passport_theme_assignments_of_theme ON public.passport_theme_assignments USING btree (brand_id, theme_id) WHERE (theme_id IS NOT NULL);

CREATE INDEX passport_themes_latest_first ON public.passport_themes USING btree (brand_id, updated_at DESC, theme_id DESC);

CREATE UNIQUE INDEX passport_themes_name ON public.passport_themes USING btree (brand_id, lower(name));

CREATE INDEX product_attachments_in_order ON public.product_attachments USING btree (brand_id, product_id, "position", attachment_id);

CREATE UNIQUE INDEX product_attachments_one_main_image ON public.product_attachments USING btree (brand_id, product_id) WHERE (is_main_image AND (deleted_at IS NULL));

CREATE INDEX product_attachments_to_tidy ON public.product_attachments USING btree (brand_id, COALESCE(deleted_at, created_at)) WHERE ((deleted_at IS NOT NULL) OR (state = 'pending'::text));

CREATE INDEX product_batches_by_number ON public.product_batches USING btree (brand_id, batch_number_folded, created_at DESC);

CREATE INDEX product_batches_by_status ON public.product_batches USING btree (brand_id, status, created_at DESC, product_batch_id DESC) WHERE (status <> 'active'::text);

CREATE INDEX product_batches_named_facilities ON public.product_batches USING btree (brand_id, product_id, facility_ref) WHERE ((status = 'active'::text) AND (facility_ref IS NOT NULL));

CREATE INDEX product_batches_newest_first ON public.product_batches USING btree (brand_id, product_id, created_at DESC, product_batch_id DESC);

CREATE INDEX product_batches_odd_numbers ON public.product_batches USING btree (brand_id, product_id, created_at DESC, product_batch_id DESC) WHERE ((status = 'active'::text) AND ((batch_number COLLATE "C") !~ '^[!-"%-?A-Z_a-z]{1,20}$'::text));

CREATE INDEX product_batches_of_brand_newest_first ON public.product_batches USING btree (brand_id, created_at DESC, product_batch_id DESC);

CREATE INDEX product_batches_of_facility ON public.product_batches USING btree (brand_id, facility_ref) WHERE (facility_ref IS NOT NULL);

CREATE INDEX product_identifiers_by_value ON public.product_identifiers USING btree (brand_id, identifier_value_normalized, status, deactivated_at DESC);

CREATE UNIQUE INDEX product_identifiers_one_active ON public.product_identifiers USING btree (brand_id, product_id, identifier_type) WHERE (status = 'active'::text);

CREATE UNIQUE INDEX product_identifiers_value_unique ON public.product_identifiers USING btree (brand_id, identifier_type, identifier_value_normalized) WHERE (status = 'active'::text);

CREATE INDEX product_operators_of_operator ON public.product_operators USING btree (brand_id, operator_id);

CREATE INDEX product_passports_by_state ON public.product_passports USING btree (brand_id, passport_state, created_at DESC, passport_id DESC) WHERE (passport_state <> 'unpublished'::text);

CREATE INDEX product_passports_newest_first ON public.product_passports USING btree (brand_id, created_at DESC, passport_id DESC);

CREATE INDEX product_search_waiting ON public.product_search USING btree (brand_id, created_at, product_id) WHERE (segment_id IS NULL);

CREATE INDEX product_search_without_sku ON public.product_search USING btree (brand_id, product_id) WHERE (NOT has_sku);

CREATE INDEX products_by_completeness ON public.products USING btree (brand_id, completeness, product_id);

CREATE INDEX products_by_name ON public.products USING btree (brand_id, sort_name, product_id);

CREATE INDEX products_by_readiness ON public.products USING btree (brand_id, mint_readiness_status, created_at DESC, product_id DESC);

CREATE INDEX products_changed_first ON public.products USING btree (brand_id, updated_at DESC, product_id DESC);

CREATE INDEX products_incomplete_newest_first ON public.products USING btree (brand_id, created_at DESC, product_id DESC) WHERE (missing_fields <> '{}'::text[]);

CREATE INDEX products_newest_first ON public.products USING btree (brand_id, created_at DESC, product_id DESC);

CREATE INDEX products_off_sale ON public.products USING btree (brand_id, created_at DESC, product_id DESC) WHERE (commercial_status = 'INACTIVE'::text);

CREATE UNIQUE INDEX readiness_runs_one_open ON public.readiness_runs USING btree (brand_id) WHERE (status = ANY (ARRAY['QUEUED'::text, 'RUNNING'::text]));

CREATE INDEX refresh_tokens_of_session ON public.refresh_tokens USING btree (session_id);

CREATE INDEX scan_events_of_product ON ONLY public.scan_events USING btree (brand_id, product_id, scanned_at, scan_id);

CREATE INDEX scan_events_default_brand_id_product_id_scanned_at_scan_id_idx ON public.scan_events_default USING btree (brand_id, product_id, scanned_at, scan_id);

CREATE INDEX scan_events_of_unit ON ONLY public.scan_events USING btree (brand_id, unit_number, scanned_at, scan_id) WHERE (unit_number IS NOT NULL);

CREATE INDEX scan_events_default_brand_id_unit_number_scanned_at_scan_id_idx ON public.scan_events_default USING btree (brand_id, unit_number, scanned_at, scan_id) WHERE (unit_number IS NOT NULL);

CREATE INDEX scan_rollups_of_product ON public.scan_rollups USING btree (brand_id, product_id, grain, starts_at);

CREATE INDEX serial_lists_newest_first ON public.serial_lists USING btree (brand_id, created_at DESC, serial_list_id DESC);

CREATE INDEX sessions_of_user ON public.sessions USING btree (user_id);

CREATE INDEX unit_states_by_activation ON public.unit_states USING btree (brand_id, mint_batch_id, activated_at, unit_number) WHERE (activated_at IS NOT NULL);

CREATE INDEX unit_states_by_revocation ON public.unit_states USING btree (brand_id, revoked_at, mint_batch_id, unit_number) WHERE (passport_state = 'revoked'::text);

CREATE INDEX unit_states_with_passport ON public.unit_states USING btree (brand_id, mint_batch_id, unit_number) WHERE (passport_state IS NOT NULL);

ALTER INDEX public.scan_events_of_product ATTACH PARTITION public.scan_events_default_brand_id_product_id_scanned_at_scan_id_idx;

ALTER INDEX public.scan_events_of_unit ATTACH PARTITION public.scan_events_default_brand_id_unit_number_scanned_at_scan_id_idx;

ALTER INDEX public.scan_events_pkey ATTACH PARTITION public.scan_events_default_pkey;

CREATE TRIGGER tg_pgqueuer_changed AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON jobs.pgqueuer FOR EACH STATEMENT EXECUTE FUNCTION jobs.fn_pgqueuer_changed();

ALTER TABLE ONLY public.activation_days
    ADD CONSTRAINT activation_days_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.activation_sums
    ADD CONSTRAINT activation_sums_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.amendment_policies
    ADD CONSTRAINT amendment_policies_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.amendment_reason_codes
    ADD CONSTRAINT amendment_reason_codes_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.amendment_requests
    ADD CONSTRAINT amendment_requests_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.api_credentials
    ADD CONSTRAINT api_credentials_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.audit_seals
    ADD CONSTRAINT audit_seals_brand_id_audit_id_fkey FOREIGN KEY (brand_id, audit_id) REFERENCES public.audit_log(brand_id, audit_id);

ALTER TABLE ONLY public.bulk_update_items
    ADD CONSTRAINT bulk_update_items_brand_id_bulk_update_job_id_fkey FOREIGN KEY (brand_id, bulk_update_job_id) REFERENCES public.bulk_update_jobs(brand_id, bulk_update_job_id);

ALTER TABLE ONLY public.bulk_update_jobs
    ADD CONSTRAINT bulk_update_jobs_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.bulk_update_jobs
    ADD CONSTRAINT bulk_update_jobs_brand_id_undo_of_fkey FOREIGN KEY (brand_id, undo_of) REFERENCES public.bulk_update_jobs(brand_id, bulk_update_job_id);

ALTER TABLE ONLY public.carrier_output_defaults
    ADD CONSTRAINT carrier_output_defaults_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.carrier_output_profile_versions
    ADD CONSTRAINT carrier_output_profile_versions_brand_id_profile_id_fkey FOREIGN KEY (brand_id, profile_id) REFERENCES public.carrier_output_profiles(brand_id, profile_id);

ALTER TABLE ONLY public.carrier_output_profiles
    ADD CONSTRAINT carrier_output_profiles_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.custom_fields
    ADD CONSTRAINT custom_fields_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.economic_operators
    ADD CONSTRAINT economic_operators_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.export_files
    ADD CONSTRAINT export_files_brand_id_export_id_fkey FOREIGN KEY (brand_id, export_id) REFERENCES public.exports(brand_id, export_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.export_locks
    ADD CONSTRAINT export_locks_brand_id_mint_batch_id_fkey FOREIGN KEY (brand_id, mint_batch_id) REFERENCES public.mint_batches(brand_id, mint_batch_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.exports
    ADD CONSTRAINT exports_brand_id_mint_batch_id_fkey FOREIGN KEY (brand_id, mint_batch_id) REFERENCES public.mint_batches(brand_id, mint_batch_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.facilities
    ADD CONSTRAINT facilities_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.facilities
    ADD CONSTRAINT facilities_brand_id_operator_id_fkey FOREIGN KEY (brand_id, operator_id) REFERENCES public.economic_operators(brand_id, operator_id);

ALTER TABLE ONLY public.import_chunks
    ADD CONSTRAINT import_chunks_brand_id_import_job_id_fkey FOREIGN KEY (brand_id, import_job_id) REFERENCES public.import_jobs(brand_id, import_job_id);

ALTER TABLE ONLY public.import_file_parts
    ADD CONSTRAINT import_file_parts_brand_id_import_job_id_fkey FOREIGN KEY (brand_id, import_job_id) REFERENCES public.import_jobs(brand_id, import_job_id);

ALTER TABLE ONLY public.import_jobs
    ADD CONSTRAINT import_jobs_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.import_mappings
    ADD CONSTRAINT import_mappings_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.invitations
    ADD CONSTRAINT invitations_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.label_jobs
    ADD CONSTRAINT label_jobs_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.label_jobs
    ADD CONSTRAINT label_jobs_brand_id_label_template_id_fkey FOREIGN KEY (brand_id, label_template_id) REFERENCES public.label_templates(brand_id, label_template_id);

ALTER TABLE ONLY public.label_jobs
    ADD CONSTRAINT label_jobs_brand_id_mint_batch_id_fkey FOREIGN KEY (brand_id, mint_batch_id) REFERENCES public.mint_batches(brand_id, mint_batch_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.label_templates
    ADD CONSTRAINT label_templates_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.link_targets
    ADD CONSTRAINT link_targets_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.links
    ADD CONSTRAINT links_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.links
    ADD CONSTRAINT links_brand_id_product_id_fkey FOREIGN KEY (brand_id, product_id) REFERENCES public.products(brand_id, product_id);

ALTER TABLE ONLY public.lots
    ADD CONSTRAINT lots_brand_id_mint_batch_id_fkey FOREIGN KEY (brand_id, mint_batch_id) REFERENCES public.mint_batches(brand_id, mint_batch_id);

ALTER TABLE ONLY public.lots
    ADD CONSTRAINT lots_brand_id_product_id_fkey FOREIGN KEY (brand_id, product_id) REFERENCES public.products(brand_id, product_id);

ALTER TABLE ONLY public.lots
    ADD CONSTRAINT lots_brand_id_snapshot_sha256_fkey FOREIGN KEY (brand_id, snapshot_sha256) REFERENCES public.passport_snapshots(brand_id, sha256);

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_brand_id_role_fkey FOREIGN KEY (brand_id, role) REFERENCES public.roles(brand_id, role);

ALTER TABLE ONLY public.memberships
    ADD CONSTRAINT memberships_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(user_id);

ALTER TABLE ONLY public.mint_batches
    ADD CONSTRAINT mint_batches_brand_id_product_batch_id_fkey FOREIGN KEY (brand_id, product_batch_id) REFERENCES public.product_batches(brand_id, product_batch_id);

ALTER TABLE ONLY public.mint_batches
    ADD CONSTRAINT mint_batches_brand_id_product_id_fkey FOREIGN KEY (brand_id, product_id) REFERENCES public.products(brand_id, product_id);

ALTER TABLE ONLY public.mint_batches
    ADD CONSTRAINT mint_batches_brand_id_snapshot_sha256_fkey FOREIGN KEY (brand_id, snapshot_sha256) REFERENCES public.passport_snapshots(brand_id, sha256);

ALTER TABLE ONLY public.mint_events
    ADD CONSTRAINT mint_events_brand_id_mint_batch_id_fkey FOREIGN KEY (brand_id, mint_batch_id) REFERENCES public.mint_batches(brand_id, mint_batch_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.mint_jobs
    ADD CONSTRAINT mint_jobs_brand_id_mint_batch_id_fkey FOREIGN KEY (brand_id, mint_batch_id) REFERENCES public.mint_batches(brand_id, mint_batch_id);

ALTER TABLE ONLY public.mint_usage
    ADD CONSTRAINT mint_usage_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.nfc_keys
    ADD CONSTRAINT nfc_keys_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.nfc_tags
    ADD CONSTRAINT nfc_tags_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.outbox_events
    ADD CONSTRAINT outbox_events_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.own_serials
    ADD CONSTRAINT own_serials_brand_id_serial_list_id_fkey FOREIGN KEY (brand_id, serial_list_id) REFERENCES public.serial_lists(brand_id, serial_list_id);

ALTER TABLE ONLY public.passport_amendments
    ADD CONSTRAINT passport_amendments_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.passport_amendments
    ADD CONSTRAINT passport_amendments_brand_id_product_id_fkey FOREIGN KEY (brand_id, product_id) REFERENCES public.products(brand_id, product_id);

ALTER TABLE ONLY public.passport_amendments
    ADD CONSTRAINT passport_amendments_brand_id_withdraws_fkey FOREIGN KEY (brand_id, withdraws) REFERENCES public.passport_amendments(brand_id, amendment_id);

ALTER TABLE ONLY public.passport_files
    ADD CONSTRAINT passport_files_brand_id_attachment_id_fkey FOREIGN KEY (brand_id, attachment_id) REFERENCES public.product_attachments(brand_id, attachment_id);

ALTER TABLE ONLY public.passport_files
    ADD CONSTRAINT passport_files_brand_id_snapshot_sha256_fkey FOREIGN KEY (brand_id, snapshot_sha256) REFERENCES public.passport_snapshots(brand_id, sha256);

ALTER TABLE ONLY public.passport_snapshots
    ADD CONSTRAINT passport_snapshots_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.passport_template_assignments
    ADD CONSTRAINT passport_template_assignments_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.passport_template_assignments
    ADD CONSTRAINT passport_template_assignments_brand_id_product_batch_id_fkey FOREIGN KEY (brand_id, product_batch_id) REFERENCES public.product_batches(brand_id, product_batch_id);

ALTER TABLE ONLY public.passport_template_assignments
    ADD CONSTRAINT passport_template_assignments_brand_id_product_id_fkey FOREIGN KEY (brand_id, product_id) REFERENCES public.products(brand_id, product_id);

ALTER TABLE ONLY public.passport_template_assignments
    ADD CONSTRAINT passport_template_assignments_brand_id_template_id_fkey FOREIGN KEY (brand_id, template_id) REFERENCES public.passport_templates(brand_id, template_id);

ALTER TABLE ONLY public.passport_template_assignments
    ADD CONSTRAINT passport_template_assignments_brand_id_template_id_version_fkey FOREIGN KEY (brand_id, template_id, version) REFERENCES public.passport_template_versions(brand_id, template_id, version);

ALTER TABLE ONLY public.passport_template_versions
    ADD CONSTRAINT passport_template_versions_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.passport_template_versions
    ADD CONSTRAINT passport_template_versions_brand_id_template_id_fkey FOREIGN KEY (brand_id, template_id) REFERENCES public.passport_templates(brand_id, template_id);

ALTER TABLE ONLY public.passport_templates
    ADD CONSTRAINT passport_templates_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.passport_theme_assignments
    ADD CONSTRAINT passport_theme_assignments_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.passport_theme_assignments
    ADD CONSTRAINT passport_theme_assignments_brand_id_product_batch_id_fkey FOREIGN KEY (brand_id, product_batch_id) REFERENCES public.product_batches(brand_id, product_batch_id);

ALTER TABLE ONLY public.passport_theme_assignments
    ADD CONSTRAINT passport_theme_assignments_brand_id_product_id_fkey FOREIGN KEY (brand_id, product_id) REFERENCES public.products(brand_id, product_id);

ALTER TABLE ONLY public.passport_theme_assignments
    ADD CONSTRAINT passport_theme_assignments_brand_id_theme_id_fkey FOREIGN KEY (brand_id, theme_id) REFERENCES public.passport_themes(brand_id, theme_id);

ALTER TABLE ONLY public.passport_theme_versions
    ADD CONSTRAINT passport_theme_versions_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.passport_theme_versions
    ADD CONSTRAINT passport_theme_versions_brand_id_theme_id_fkey FOREIGN KEY (brand_id, theme_id) REFERENCES public.passport_themes(brand_id, theme_id);

ALTER TABLE ONLY public.passport_themes
    ADD CONSTRAINT passport_themes_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.product_attachments
    ADD CONSTRAINT product_attachments_brand_id_product_id_fkey FOREIGN KEY (brand_id, product_id) REFERENCES public.products(brand_id, product_id);

ALTER TABLE ONLY public.product_batches
    ADD CONSTRAINT product_batches_brand_id_product_id_fkey FOREIGN KEY (brand_id, product_id) REFERENCES public.products(brand_id, product_id);

ALTER TABLE ONLY public.product_identifiers
    ADD CONSTRAINT product_identifiers_brand_id_product_id_fkey FOREIGN KEY (brand_id, product_id) REFERENCES public.products(brand_id, product_id);

ALTER TABLE ONLY public.product_operators
    ADD CONSTRAINT product_operators_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.product_operators
    ADD CONSTRAINT product_operators_brand_id_operator_id_fkey FOREIGN KEY (brand_id, operator_id) REFERENCES public.economic_operators(brand_id, operator_id);

ALTER TABLE ONLY public.product_operators
    ADD CONSTRAINT product_operators_brand_id_product_id_fkey FOREIGN KEY (brand_id, product_id) REFERENCES public.products(brand_id, product_id);

ALTER TABLE ONLY public.product_passports
    ADD CONSTRAINT product_passports_brand_id_product_id_fkey FOREIGN KEY (brand_id, product_id) REFERENCES public.products(brand_id, product_id);

ALTER TABLE ONLY public.product_passports
    ADD CONSTRAINT product_passports_brand_id_snapshot_sha256_fkey FOREIGN KEY (brand_id, snapshot_sha256) REFERENCES public.passport_snapshots(brand_id, sha256);

ALTER TABLE ONLY public.product_search_segments
    ADD CONSTRAINT product_search_segments_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.products
    ADD CONSTRAINT products_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.readiness_runs
    ADD CONSTRAINT readiness_runs_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.refresh_tokens
    ADD CONSTRAINT refresh_tokens_session_id_fkey FOREIGN KEY (session_id) REFERENCES public.sessions(session_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.roles
    ADD CONSTRAINT roles_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.saved_views
    ADD CONSTRAINT saved_views_brand_id_user_id_fkey FOREIGN KEY (brand_id, user_id) REFERENCES public.memberships(brand_id, user_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.serial_list_chunks
    ADD CONSTRAINT serial_list_chunks_brand_id_serial_list_id_fkey FOREIGN KEY (brand_id, serial_list_id) REFERENCES public.serial_lists(brand_id, serial_list_id);

ALTER TABLE ONLY public.serial_list_parts
    ADD CONSTRAINT serial_list_parts_brand_id_serial_list_id_fkey FOREIGN KEY (brand_id, serial_list_id) REFERENCES public.serial_lists(brand_id, serial_list_id);

ALTER TABLE ONLY public.serial_lists
    ADD CONSTRAINT serial_lists_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(user_id) ON DELETE CASCADE;

ALTER TABLE ONLY public.unit_blocks
    ADD CONSTRAINT unit_blocks_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.unit_counters
    ADD CONSTRAINT unit_counters_brand_id_fkey FOREIGN KEY (brand_id) REFERENCES public.brands(brand_id);

ALTER TABLE ONLY public.unit_states
    ADD CONSTRAINT unit_states_brand_id_mint_batch_id_fkey FOREIGN KEY (brand_id, mint_batch_id) REFERENCES public.mint_batches(brand_id, mint_batch_id);

ALTER TABLE ONLY public.unit_states
    ADD CONSTRAINT unit_states_brand_id_snapshot_sha256_fkey FOREIGN KEY (brand_id, snapshot_sha256) REFERENCES public.passport_snapshots(brand_id, sha256);

ALTER TABLE public.activation_days ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.activation_sums ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.amendment_policies ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.amendment_reason_codes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.amendment_requests ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.api_credentials ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.audit_log ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.audit_seals ENABLE ROW LEVEL SECURITY;

CREATE POLICY brand_only ON public.activation_days USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.activation_sums USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.amendment_policies USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.amendment_reason_codes USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.amendment_requests USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.api_credentials USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.audit_log USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.audit_seals USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.brands USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.bulk_update_items USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.bulk_update_jobs USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.carrier_output_defaults USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.carrier_output_profile_versions USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.carrier_output_profiles USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.custom_fields USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.dropped_scans USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.economic_operators USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.export_files USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.export_locks USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.exports USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.facilities USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.idempotency_keys USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.import_chunks USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.import_file_parts USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.import_jobs USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.import_mappings USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.invitations USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.label_jobs USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.label_templates USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.link_targets USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.links USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.lots USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.memberships USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.mint_batches USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.mint_events USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.mint_jobs USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.mint_usage USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.nfc_keys USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.nfc_tags USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.outbox_events USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.own_serials USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.passport_amendments USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.passport_files USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.passport_snapshots USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.passport_template_assignments USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.passport_template_versions USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.passport_templates USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.passport_theme_assignments USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.passport_theme_versions USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.passport_themes USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.product_attachments USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.product_batches USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.product_identifiers USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.product_operators USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.product_passports USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.product_search USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.product_search_grams USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.product_search_segments USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.products USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.readiness_runs USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.roles USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.saved_views USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.scan_events USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.scan_events_default USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.scan_log USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.scan_rollups USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.serial_list_chunks USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.serial_list_parts USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.serial_lists USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.unfolded_chunks USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.unit_blocks USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.unit_counters USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.unit_scans USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

CREATE POLICY brand_only ON public.unit_states USING ((brand_id = ( SELECT (NULLIF(current_setting('app.brand_id'::text, true), ''::text))::uuid AS "nullif")));

ALTER TABLE public.brands ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.bulk_update_items ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.bulk_update_jobs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.carrier_output_defaults ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.carrier_output_profile_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.carrier_output_profiles ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.custom_fields ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.dropped_scans ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.economic_operators ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.export_files ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.export_locks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.exports ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.facilities ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.idempotency_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.import_chunks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.import_file_parts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.import_jobs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.import_mappings ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.invitations ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.label_jobs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.label_templates ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.link_targets ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.links ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.lots ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.memberships ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.mint_batches ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.mint_events ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.mint_jobs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.mint_usage ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.nfc_keys ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.nfc_tags ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.outbox_events ENABLE ROW LEVEL SECURITY;

CREATE POLICY own_brands ON public.brands FOR SELECT USING ((EXISTS ( SELECT 1
   FROM public.memberships
  WHERE ((memberships.brand_id = brands.brand_id) AND (memberships.user_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif"))))));

CREATE POLICY own_memberships ON public.memberships FOR SELECT USING ((user_id = ( SELECT (NULLIF(current_setting('app.user_id'::text, true), ''::text))::uuid AS "nullif")));

ALTER TABLE public.own_serials ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.passport_amendments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.passport_files ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.passport_snapshots ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.passport_template_assignments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.passport_template_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.passport_templates ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.passport_theme_assignments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.passport_theme_versions ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.passport_themes ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.product_attachments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.product_batches ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.product_identifiers ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.product_operators ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.product_passports ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.product_search ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.product_search_grams ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.product_search_segments ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.products ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.readiness_runs ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.roles ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.saved_views ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.scan_events ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.scan_events_default ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.scan_log ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.scan_rollups ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.serial_list_chunks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.serial_list_parts ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.serial_lists ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.unfolded_chunks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.unit_blocks ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.unit_counters ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.unit_scans ENABLE ROW LEVEL SECURITY;

ALTER TABLE public.unit_states ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA jobs TO countermark_app;

GRANT USAGE ON SCHEMA public TO countermark_app;

REVOKE ALL ON FUNCTION public.drop_scan_days() FROM PUBLIC;
GRANT ALL ON FUNCTION public.drop_scan_days() TO countermark_app;

REVOKE ALL ON FUNCTION public.make_scan_days() FROM PUBLIC;
GRANT ALL ON FUNCTION public.make_scan_days() TO countermark_app;

GRANT ALL ON TABLE jobs.pgqueuer TO countermark_app;

GRANT ALL ON SEQUENCE jobs.pgqueuer_id_seq TO countermark_app;

GRANT ALL ON TABLE jobs.pgqueuer_log TO countermark_app;

GRANT ALL ON SEQUENCE jobs.pgqueuer_log_id_seq TO countermark_app;

GRANT ALL ON TABLE jobs.pgqueuer_schedules TO countermark_app;

GRANT ALL ON SEQUENCE jobs.pgqueuer_schedules_id_seq TO countermark_app;

GRANT ALL ON TABLE jobs.pgqueuer_statistics TO countermark_app;

GRANT ALL ON SEQUENCE jobs.pgqueuer_statistics_id_seq TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.account_mails TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.activation_days TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.activation_sums TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.alembic_version TO countermark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.amendment_policies TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.amendment_reason_codes TO countermark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.amendment_requests TO countermark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.api_credentials TO countermark_app;

GRANT SELECT,INSERT ON TABLE public.audit_log TO countermark_app;

GRANT SELECT,INSERT ON TABLE public.audit_seals TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.brands TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.brands_with_scans TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.bulk_update_items TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.bulk_update_jobs TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.carrier_output_defaults TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.carrier_output_profile_versions TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.carrier_output_profiles TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.custom_fields TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.deployment TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.dropped_scans TO countermark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.economic_operators TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.export_files TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.export_locks TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.exports TO countermark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.facilities TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.host_names TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.idempotency_keys TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.import_chunks TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.import_file_parts TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.import_jobs TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.import_mappings TO countermark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.invitations TO countermark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.label_jobs TO countermark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.label_templates TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.link_targets TO countermark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.links TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.login_failures TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.lots TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mails TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.memberships TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mint_batches TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mint_events TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mint_jobs TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.mint_usage TO countermark_app;

GRANT SELECT,INSERT ON TABLE public.nfc_keys TO countermark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.nfc_tags TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.outbox_events TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.own_serials TO countermark_app;

GRANT SELECT,INSERT ON TABLE public.passport_amendments TO countermark_app;

GRANT SELECT,INSERT ON TABLE public.passport_files TO countermark_app;

GRANT SELECT,INSERT ON TABLE public.passport_snapshots TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.passport_template_assignments TO countermark_app;

GRANT SELECT,INSERT ON TABLE public.passport_template_versions TO countermark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.passport_templates TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.passport_theme_assignments TO countermark_app;

GRANT SELECT,INSERT ON TABLE public.passport_theme_versions TO countermark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.passport_themes TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.product_attachments TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.product_batches TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.product_identifiers TO countermark_app;

GRANT SELECT,INSERT,DELETE ON TABLE public.product_operators TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.product_passports TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.product_search TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.product_search_grams TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.product_search_segments TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.products TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.readiness_runs TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.refresh_tokens TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.roles TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.saved_views TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.scan_events TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.scan_log TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.scan_rollups TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.serial_list_chunks TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.serial_list_parts TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.serial_lists TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sessions TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.signing_keys TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.unfolded_chunks TO countermark_app;

GRANT SELECT,INSERT,UPDATE ON TABLE public.unit_blocks TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.unit_counters TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.unit_scans TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.unit_states TO countermark_app;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.users TO countermark_app;
