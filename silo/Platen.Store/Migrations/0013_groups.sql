-- works-with: 0012
-- Groups of users; who is in a group is said by the user's own row. Where a user comes from, when not made here. And one table for the kinds of records that are few and found by their id alone
-- (directories, the identity provider, their runs), so that the next such kind needs no table. check_names is that of 0005 with these names added.
CREATE TABLE platen.groups (
    tenant    text   NOT NULL,
    id        uuid   NOT NULL,
    version   bigint NOT NULL CHECK (version > 0),
    group_key text   NOT NULL COLLATE "C",  -- a group of our own: its name in upper case; one of a directory: the directory's key
    body      jsonb  NOT NULL,
    source    text   GENERATED ALWAYS AS (body ->> 'source') STORED,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX groups_key ON platen.groups (tenant, source, group_key);

CREATE TABLE platen.small_records (
    tenant  text   NOT NULL,
    kind    text   NOT NULL COLLATE "C",
    id      text   NOT NULL COLLATE "C",
    version bigint NOT NULL CHECK (version > 0),
    body    jsonb  NOT NULL,
    PRIMARY KEY (tenant, kind, id)
);

ALTER TABLE platen.users
    ADD COLUMN source text GENERATED ALWAYS AS (NULLIF(body ->> 'source', '')) STORED,
    ADD COLUMN source_key text COLLATE "C" GENERATED ALWAYS AS (body ->> 'sourceKey') STORED;
CREATE UNIQUE INDEX users_source ON platen.users (tenant, source, source_key) WHERE source IS NOT NULL;
CREATE INDEX users_groups ON platen.users USING gin ((body -> 'groups'));

CREATE FUNCTION platen.group_version(t text, ch jsonb) RETURNS bigint
LANGUAGE sql AS $$ SELECT version FROM platen.groups WHERE tenant = t AND id = (ch ->> 'id')::uuid $$;

CREATE FUNCTION platen.group_write(t text, ch jsonb, p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    x bigint := (ch ->> 'expected')::bigint;
BEGIN
    IF x = 0 THEN
        INSERT INTO platen.groups (tenant, id, version, group_key, body) VALUES (t, (ch ->> 'id')::uuid, 1, ch ->> 'key', ch -> 'body');
    ELSE
        UPDATE platen.groups SET version = x + 1, group_key = ch ->> 'key', body = ch -> 'body' WHERE tenant = t AND id = (ch ->> 'id')::uuid AND version = x;
    END IF;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'group % was changed by somebody who does not hold the tenant''s lock', ch ->> 'id';
    END IF;
END $$;

CREATE FUNCTION platen.small_version(t text, ch jsonb) RETURNS bigint
LANGUAGE sql AS $$ SELECT version FROM platen.small_records WHERE tenant = t AND kind = ch ->> 'type' AND id = ch ->> 'id' $$;

CREATE FUNCTION platen.small_write(t text, ch jsonb, p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    x bigint := (ch ->> 'expected')::bigint;
BEGIN
    IF x = 0 THEN
        INSERT INTO platen.small_records (tenant, kind, id, version, body) VALUES (t, ch ->> 'type', ch ->> 'id', 1, ch -> 'body');
    ELSE
        UPDATE platen.small_records SET version = x + 1, body = ch -> 'body' WHERE tenant = t AND kind = ch ->> 'type' AND id = ch ->> 'id' AND version = x;
    END IF;
    IF NOT FOUND THEN
        RAISE EXCEPTION '% % was changed by somebody who does not hold the tenant''s lock', ch ->> 'type', ch ->> 'id';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION platen.check_names(t text, c jsonb) RETURNS platen.commit_outcome
LANGUAGE plpgsql AS $$
DECLARE
    ch jsonb;
    u  uuid[] := ARRAY(SELECT (value ->> 'id')::uuid FROM jsonb_array_elements(c -> 'changes') WHERE value ->> 'kind' = 'user');
    q  text[] := ARRAY(SELECT value ->> 'id' FROM jsonb_array_elements(c -> 'changes') WHERE value ->> 'kind' = 'queue');
    g  uuid[] := ARRAY(SELECT (value ->> 'id')::uuid FROM jsonb_array_elements(c -> 'changes') WHERE value ->> 'kind' = 'group');
BEGIN
    FOR ch IN SELECT value FROM jsonb_array_elements(c -> 'changes') WHERE value ->> 'kind' IN ('user', 'queue', 'group') LOOP
        IF ch ->> 'kind' = 'queue' THEN
            IF EXISTS (SELECT FROM platen.queues WHERE tenant = t AND raw_port = NULLIF((ch #>> '{body,rawPort}')::integer, 0) AND id <> ALL (q)) THEN
                RETURN ROW(4, 4, format('RAW port %s belongs to another queue', ch #>> '{body,rawPort}'))::platen.commit_outcome;
            END IF;
        ELSIF ch ->> 'kind' = 'group' THEN
            IF EXISTS (SELECT FROM platen.groups WHERE tenant = t AND source = ch #>> '{body,source}' AND group_key = ch ->> 'key' AND id <> ALL (g)) THEN
                RETURN ROW(4, 6, format('there is a group %s already', ch #>> '{body,name}'))::platen.commit_outcome;
            END IF;
        ELSIF EXISTS (SELECT FROM platen.users WHERE tenant = t AND login_key = ch ->> 'login' AND id <> ALL (u)) THEN
            RETURN ROW(4, 1, format('login name %s belongs to another user', ch #>> '{body,loginName}'))::platen.commit_outcome;
        ELSIF EXISTS (SELECT FROM platen.users WHERE tenant = t AND pin_index = NULLIF(decode(ch #>> '{body,pinIndex}', 'base64'), ''::bytea) AND id <> ALL (u)) THEN
            RETURN ROW(4, 3, format('the new PIN of user %s belongs to another user', ch ->> 'id'))::platen.commit_outcome;
        ELSIF ch #>> '{body,source}' <> '' AND EXISTS (
            SELECT FROM platen.users WHERE tenant = t AND source = ch #>> '{body,source}' AND source_key = ch #>> '{body,sourceKey}' AND id <> ALL (u)) THEN
            RETURN ROW(4, 5, format('another user stands for the same person of %s', ch #>> '{body,source}'))::platen.commit_outcome;
        ELSIF EXISTS (
            SELECT FROM jsonb_array_elements(ch #> '{body,cards}') card
            JOIN platen.user_cards k ON k.tenant = t AND k.card_index = decode(card.value ->> 'index', 'base64')
            WHERE k.user_id <> ALL (u)) THEN
            RETURN ROW(4, 2, format('a card of user %s belongs to another user', ch ->> 'id'))::platen.commit_outcome;
        END IF;
    END LOOP;
    RETURN ROW(1, 0, '')::platen.commit_outcome;
END $$;
