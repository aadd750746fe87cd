-- The records that change. Each row is its record as a JSON document, guarded by a version; the columns that queries and
-- unique keys need are generated from the document, so the two can never disagree. Tenancy leads every key and index (TN02).

-- One row a tenant, locked first by every commit of that tenant: under it, checking and then writing is free of races,
-- deadlocks within a tenant cannot be, and feed cursors grow in commit order.
CREATE TABLE platen.tenant_heads (
    tenant      text   PRIMARY KEY,
    feed_cursor bigint NOT NULL DEFAULT 0,  -- newest cursor given out
    feed_floor  bigint NOT NULL DEFAULT 0   -- newest cursor that retention has removed
);

CREATE TABLE platen.tenants (
    tenant  text   PRIMARY KEY,
    version bigint NOT NULL CHECK (version > 0),
    body    jsonb  NOT NULL
);

CREATE TABLE platen.sites (
    tenant  text   NOT NULL,
    id      text   NOT NULL,
    version bigint NOT NULL CHECK (version > 0),
    body    jsonb  NOT NULL,
    PRIMARY KEY (tenant, id)
);

CREATE TABLE platen.agents (
    tenant           text   NOT NULL,
    site             text   NOT NULL,
    id               text   NOT NULL,
    version          bigint NOT NULL CHECK (version > 0),
    events_committed bigint NOT NULL DEFAULT 0 CHECK (events_committed >= 0),
    body             jsonb  NOT NULL,
    enrolment_token  text   GENERATED ALWAYS AS (NULLIF(body ->> 'enrolmentTokenSha256', '')) STORED,
    PRIMARY KEY (tenant, site, id)
);
-- the one lookup over all tenants: a new agent has nothing but its token
CREATE INDEX agents_enrolment_token ON platen.agents (enrolment_token) WHERE enrolment_token IS NOT NULL;

CREATE TABLE platen.queues (
    tenant   text    NOT NULL,
    id       text    NOT NULL,
    version  bigint  NOT NULL CHECK (version > 0),
    body     jsonb   NOT NULL,
    raw_port integer GENERATED ALWAYS AS (NULLIF((body ->> 'rawPort')::integer, 0)) STORED,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX queues_raw_port ON platen.queues (tenant, raw_port) WHERE raw_port IS NOT NULL;

CREATE TABLE platen.devices (
    tenant        text     NOT NULL,
    id            text     NOT NULL,
    version       bigint   NOT NULL CHECK (version > 0),
    body          jsonb    NOT NULL,
    site          text     GENERATED ALWAYS AS (body ->> 'site') STORED,
    enabled       boolean  GENERATED ALWAYS AS ((body ->> 'enabled')::boolean) STORED,
    printer_state smallint GENERATED ALWAYS AS ((body -> 'status' ->> 'printerState')::smallint) STORED,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX devices_site ON platen.devices (tenant, site, id);

CREATE TABLE platen.users (
    tenant    text    NOT NULL,
    id        uuid    NOT NULL,
    version   bigint  NOT NULL CHECK (version > 0),
    login_key text    NOT NULL COLLATE "C",  -- the login name in upper case, folded by the program
    body      jsonb   NOT NULL,
    pin_index bytea   GENERATED ALWAYS AS (NULLIF(decode(body ->> 'pinIndex', 'base64'), ''::bytea)) STORED,
    active    boolean GENERATED ALWAYS AS ((body ->> 'active')::boolean) STORED,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX users_login_key ON platen.users (tenant, login_key);
CREATE UNIQUE INDEX users_pin_index ON platen.users (tenant, pin_index) WHERE pin_index IS NOT NULL;

CREATE TABLE platen.user_cards (
    tenant     text  NOT NULL,
    card_index bytea NOT NULL,
    user_id    uuid  NOT NULL,
    CONSTRAINT user_cards_pkey PRIMARY KEY (tenant, card_index)
);
CREATE INDEX user_cards_user ON platen.user_cards (tenant, user_id);

CREATE TABLE platen.jobs (
    tenant  text     NOT NULL,
    id      uuid     NOT NULL,  -- version 7: sorts by the time it was made
    version bigint   NOT NULL CHECK (version > 0),
    body    jsonb    NOT NULL,
    owner   uuid     GENERATED ALWAYS AS ((body ->> 'owner')::uuid) STORED,
    site    text     GENERATED ALWAYS AS (body ->> 'site') STORED,
    queue   text     GENERATED ALWAYS AS (body ->> 'queue') STORED,
    state   smallint GENERATED ALWAYS AS ((body ->> 'state')::smallint) STORED,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX jobs_owner ON platen.jobs (tenant, owner, id);
CREATE INDEX jobs_site ON platen.jobs (tenant, site, id);
CREATE INDEX jobs_queue ON platen.jobs (tenant, queue, id);
-- pending-held and processing: the few among the many that are over
CREATE INDEX jobs_open ON platen.jobs (tenant, state, id) WHERE state IN (4, 5);
CREATE INDEX jobs_unclaimed ON platen.jobs (tenant, id) WHERE owner IS NULL;

CREATE TABLE platen.site_commands (
    tenant      text        NOT NULL,
    site        text        NOT NULL,
    id          text        NOT NULL,
    version     bigint      NOT NULL CHECK (version > 0),
    body        jsonb       NOT NULL,
    added_at    timestamptz NOT NULL,
    answered_at timestamptz,
    ok          boolean,
    message     text,
    PRIMARY KEY (tenant, site, id)
);
CREATE INDEX site_commands_open ON platen.site_commands (tenant, site, added_at, id) WHERE answered_at IS NULL;
CREATE INDEX site_commands_answered ON platen.site_commands (answered_at) WHERE answered_at IS NOT NULL;
