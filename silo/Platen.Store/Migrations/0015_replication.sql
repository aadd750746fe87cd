-- works-with: 0012
-- What administrators are told about sites, and how the replication was: a row for each alarm that stands, and a sample of each agent a minute. Both kinds bring their functions (0012).
CREATE TABLE platen.site_alarms (
    tenant  text   NOT NULL,
    id      text   NOT NULL,  -- site/agent/kind: one of a kind at a time
    version bigint NOT NULL CHECK (version > 0),
    body    jsonb  NOT NULL,
    PRIMARY KEY (tenant, id)
);

CREATE FUNCTION platen.alarm_version(t text, ch jsonb) RETURNS bigint
LANGUAGE sql AS $$ SELECT version FROM platen.site_alarms WHERE tenant = t AND id = ch ->> 'id' $$;

CREATE FUNCTION platen.alarm_write(t text, ch jsonb, p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF (ch ->> 'cleared')::boolean THEN
        DELETE FROM platen.site_alarms WHERE tenant = t AND id = ch ->> 'id' AND version = (ch ->> 'expected')::bigint;
    ELSE
        INSERT INTO platen.site_alarms (tenant, id, version, body) VALUES (t, ch ->> 'id', 1, ch -> 'body');
    END IF;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'alarm % was changed by somebody who does not hold the tenant''s lock', ch ->> 'id';
    END IF;
END $$;

CREATE TABLE platen.agent_samples (
    tenant text        NOT NULL,
    site   text        NOT NULL,
    agent  text        NOT NULL,
    at     timestamptz NOT NULL,
    body   jsonb       NOT NULL,
    PRIMARY KEY (tenant, site, agent, at)
);
-- the sweep's
CREATE INDEX agent_samples_at ON platen.agent_samples (tenant, at);

CREATE FUNCTION platen.sample_version(t text, ch jsonb) RETURNS bigint
LANGUAGE sql AS $$ SELECT 0::bigint $$;

-- Two samples of one moment are one.
CREATE FUNCTION platen.sample_write(t text, ch jsonb, p_now timestamptz) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO platen.agent_samples (tenant, site, agent, at, body)
    VALUES (t, ch #>> '{body,site}', ch #>> '{body,agent}', (ch ->> 'at')::timestamptz, ch -> 'body') ON CONFLICT DO NOTHING
$$;

-- What agents replicate, among the many rows about jobs: how far behind a cursor is, without reading those.
CREATE INDEX change_feed_replicated ON platen.change_feed (tenant, cursor) INCLUDE (at, site) WHERE topic IN (1, 2, 3, 4);
