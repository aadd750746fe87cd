-- works-with: 0010
-- Events of agents that could not be applied, kept until somebody has retried or discarded them. The document's member raw is sealed by the program.
CREATE TABLE platen.parked_events (
    tenant   text   NOT NULL,
    id       uuid   NOT NULL,
    version  bigint NOT NULL CHECK (version > 0),
    body     jsonb  NOT NULL,
    site     text   GENERATED ALWAYS AS (body ->> 'site') STORED,
    agent    text   GENERATED ALWAYS AS (body ->> 'agent') STORED,
    sequence bigint GENERATED ALWAYS AS ((body ->> 'sequence')::bigint) STORED,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX parked_events_order ON platen.parked_events (tenant, site, agent, sequence, id);

CREATE FUNCTION platen.parked_version(t text, ch jsonb) RETURNS bigint
LANGUAGE sql AS $$ SELECT version FROM platen.parked_events WHERE tenant = t AND id = (ch ->> 'id')::uuid $$;

CREATE FUNCTION platen.parked_write(t text, ch jsonb, p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    x bigint := (ch ->> 'expected')::bigint;
BEGIN
    IF x = 0 THEN
        INSERT INTO platen.parked_events (tenant, id, version, body) VALUES (t, (ch ->> 'id')::uuid, 1, ch -> 'body');
    ELSIF (ch ->> 'resolved')::boolean THEN
        DELETE FROM platen.parked_events WHERE tenant = t AND id = (ch ->> 'id')::uuid AND version = x;
    ELSE
        UPDATE platen.parked_events SET version = x + 1, body = ch -> 'body' WHERE tenant = t AND id = (ch ->> 'id')::uuid AND version = x;
    END IF;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'parked event % was changed by somebody who does not hold the tenant''s lock', ch ->> 'id';
    END IF;
END $$;

-- As in 0005 and 0010, and from here on open: a kind of record that these functions do not name brings its own, KIND_version(tenant, change) and KIND_write(tenant, change, now), so that a new kind need not repeat them.
CREATE OR REPLACE FUNCTION platen.current_version(t text, ch jsonb) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v bigint;
BEGIN
    CASE ch ->> 'kind'
        WHEN 'job' THEN SELECT version INTO v FROM platen.jobs WHERE tenant = t AND id = (ch ->> 'id')::uuid;
        WHEN 'user' THEN SELECT version INTO v FROM platen.users WHERE tenant = t AND id = (ch ->> 'id')::uuid;
        WHEN 'device' THEN SELECT version INTO v FROM platen.devices WHERE tenant = t AND id = ch ->> 'id';
        WHEN 'queue' THEN SELECT version INTO v FROM platen.queues WHERE tenant = t AND id = ch ->> 'id';
        WHEN 'site' THEN SELECT version INTO v FROM platen.sites WHERE tenant = t AND id = ch ->> 'id';
        WHEN 'agent' THEN SELECT version INTO v FROM platen.agents WHERE tenant = t AND site = ch ->> 'site' AND id = ch ->> 'id';
        WHEN 'tenant' THEN SELECT version INTO v FROM platen.tenants WHERE tenant = t;
        WHEN 'command', 'answer' THEN SELECT version INTO v FROM platen.site_commands WHERE tenant = t AND site = ch ->> 'site' AND id = ch ->> 'id';
        ELSE EXECUTE format('SELECT platen.%I($1, $2)', (ch ->> 'kind') || '_version') INTO v USING t, ch;
    END CASE;
    RETURN COALESCE(v, 0);
END $$;

CREATE OR REPLACE FUNCTION platen.write_change(t text, ch jsonb, p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    x bigint := (ch ->> 'expected')::bigint;
    b jsonb := ch -> 'body';
    n bigint;
BEGIN
    CASE ch ->> 'kind'
        WHEN 'job' THEN
            IF x = 0 THEN
                INSERT INTO platen.jobs (tenant, id, version, body) VALUES (t, (ch ->> 'id')::uuid, 1, b);
            ELSE
                UPDATE platen.jobs SET version = x + 1, body = b WHERE tenant = t AND id = (ch ->> 'id')::uuid AND version = x;
            END IF;
        WHEN 'user' THEN
            IF x = 0 THEN
                INSERT INTO platen.users (tenant, id, version, login_key, body) VALUES (t, (ch ->> 'id')::uuid, 1, ch ->> 'login', b);
            ELSE
                UPDATE platen.users SET version = x + 1, login_key = ch ->> 'login', body = b WHERE tenant = t AND id = (ch ->> 'id')::uuid AND version = x;
            END IF;
        WHEN 'device' THEN
            IF x = 0 THEN
                INSERT INTO platen.devices (tenant, id, version, body) VALUES (t, ch ->> 'id', 1, b);
            ELSE
                UPDATE platen.devices SET version = x + 1, body = b WHERE tenant = t AND id = ch ->> 'id' AND version = x;
            END IF;
        WHEN 'queue' THEN
            IF x = 0 THEN
                INSERT INTO platen.queues (tenant, id, version, body) VALUES (t, ch ->> 'id', 1, b);
            ELSE
                UPDATE platen.queues SET version = x + 1, body = b WHERE tenant = t AND id = ch ->> 'id' AND version = x;
            END IF;
        WHEN 'site' THEN
            IF x = 0 THEN
                INSERT INTO platen.sites (tenant, id, version, body) VALUES (t, ch ->> 'id', 1, b);
            ELSE
                UPDATE platen.sites SET version = x + 1, body = b WHERE tenant = t AND id = ch ->> 'id' AND version = x;
            END IF;
        WHEN 'agent' THEN
            IF x = 0 THEN
                INSERT INTO platen.agents (tenant, site, id, version, body) VALUES (t, ch ->> 'site', ch ->> 'id', 1, b);
            ELSE
                UPDATE platen.agents SET version = x + 1, body = b, events_committed = COALESCE((ch ->> 'committedTo')::bigint, events_committed) WHERE tenant = t AND site = ch ->> 'site' AND id = ch ->> 'id' AND version = x;
            END IF;
        WHEN 'tenant' THEN
            IF x = 0 THEN
                INSERT INTO platen.tenants (tenant, version, body) VALUES (t, 1, b);
            ELSE
                UPDATE platen.tenants SET version = x + 1, body = b WHERE tenant = t AND version = x;
            END IF;
        WHEN 'command' THEN
            INSERT INTO platen.site_commands (tenant, site, id, version, body, added_at) VALUES (t, ch ->> 'site', ch ->> 'id', 1, b, (ch ->> 'at')::timestamptz);
        WHEN 'answer' THEN
            UPDATE platen.site_commands SET version = x + 1, answered_at = p_now, ok = (ch ->> 'ok')::boolean, message = ch ->> 'message'
            WHERE tenant = t AND site = ch ->> 'site' AND id = ch ->> 'id' AND version = x;
        ELSE
            EXECUTE format('SELECT platen.%I($1, $2, $3)', (ch ->> 'kind') || '_write') USING t, ch, p_now;
            RETURN;
    END CASE;
    GET DIAGNOSTICS n = ROW_COUNT;
    IF n <> 1 THEN
        RAISE EXCEPTION '% % was changed by somebody who does not hold the tenant''s lock', ch ->> 'kind', ch ->> 'id';
    END IF;
END $$;
