-- What was printed and charged. Entries are only ever added. Partitioned by the month (UTC) of the printing.
CREATE TABLE platen.ledger (
    tenant      text        NOT NULL,
    at          timestamptz NOT NULL,
    id          uuid        NOT NULL,
    site        text        NOT NULL,
    release     uuid        NOT NULL,
    job         uuid        NOT NULL,
    user_id     uuid        NOT NULL,
    device      text        NOT NULL,
    queue       text        NOT NULL,
    title       text        NOT NULL,
    impressions integer,
    evidence    smallint    NOT NULL,
    all_counts  jsonb       NOT NULL,
    colour      smallint    NOT NULL,
    sides       smallint    NOT NULL,
    copies      integer     NOT NULL,
    price_e4    bigint      NOT NULL,
    currency    text        NOT NULL,
    outcome     smallint    NOT NULL,
    PRIMARY KEY (tenant, at, id)
) PARTITION BY RANGE (at);
CREATE INDEX ledger_user ON platen.ledger (tenant, user_id, at, id);
CREATE INDEX ledger_device ON platen.ledger (tenant, device, at, id);
CREATE INDEX ledger_site ON platen.ledger (tenant, site, at, id);
CREATE INDEX ledger_job ON platen.ledger (tenant, job, at, id);

-- A broken clock must not stop the accounting: what lies outside the months has its place too.
CREATE TABLE platen.ledger_before PARTITION OF platen.ledger FOR VALUES FROM (MINVALUE) TO ('2020-01-01 00:00:00+00');
CREATE TABLE platen.ledger_after PARTITION OF platen.ledger FOR VALUES FROM ('2100-01-01 00:00:00+00') TO (MAXVALUE);

-- A unique key of a partitioned table has to contain the month, and a retry may carry another time: so "charged at most once" (I2)
-- is a key of its own, over all months.
CREATE TABLE platen.ledger_releases (
    tenant  text        NOT NULL,
    release uuid        NOT NULL,
    entry   uuid        NOT NULL,
    at      timestamptz NOT NULL,
    CONSTRAINT ledger_releases_pkey PRIMARY KEY (tenant, release)
);

-- Makes the partition of a month; true when it was not there. The table is built apart and then attached, which lets readers and
-- writers of the ledger go on; 2020 to 2099 only, so at most 960.
CREATE FUNCTION platen.ensure_ledger_month(p_month date) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
    v_name  text := 'ledger_' || to_char(p_month, 'YYYYMM');
    v_from  timestamptz := date_trunc('month', p_month::timestamp) AT TIME ZONE 'UTC';
    v_until timestamptz := (date_trunc('month', p_month::timestamp) + interval '1 month') AT TIME ZONE 'UTC';
BEGIN
    IF extract(year FROM p_month) NOT BETWEEN 2020 AND 2099 OR to_regclass('platen.' || v_name) IS NOT NULL THEN
        RETURN false;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('platen.ledger.partitions', 0));
    -- not to_regclass again: an advisory lock brings no news of other sessions' tables into its cache
    IF EXISTS (SELECT FROM pg_catalog.pg_class WHERE relname = v_name AND relnamespace = 'platen'::regnamespace) THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE platen.%I (LIKE platen.ledger INCLUDING ALL)', v_name);
    EXECUTE format('ALTER TABLE platen.ledger ATTACH PARTITION platen.%I FOR VALUES FROM (%L) TO (%L)', v_name, v_from, v_until);
    RETURN true;
END $$;
