-- works-with: 0016
-- The outbox: mails come in with the transaction of what they are about, and each is taken by one server at a time. What is in them is sealed, and gone when they are sent. And the links that mails carry, by their SHA-256.
CREATE TABLE platen.mails (
    tenant     text        NOT NULL,
    id         uuid        NOT NULL,
    purpose    smallint    NOT NULL,
    user_id    uuid,
    state      smallint    NOT NULL DEFAULT 0,  -- 0 waiting, 1 sent, 2 parked
    content    bytea,
    tries      integer     NOT NULL DEFAULT 0,
    reason     text        NOT NULL DEFAULT '',
    at         timestamptz NOT NULL,
    due_at     timestamptz NOT NULL,            -- a lease puts it off
    ends_at    timestamptz NOT NULL,
    lease      uuid,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX mails_due ON platen.mails (due_at) WHERE state = 0;
CREATE INDEX mails_state ON platen.mails (tenant, state, id);
CREATE INDEX mails_at ON platen.mails (at) WHERE state <> 0;

-- what a full outbox did not take
CREATE TABLE platen.mails_lost (
    tenant text   PRIMARY KEY,
    count  bigint NOT NULL
);

CREATE TABLE platen.mail_links (
    tenant  text        NOT NULL,
    id      text        NOT NULL COLLATE "C",  -- SHA-256 of the token
    kind    smallint    NOT NULL,
    address text        NOT NULL COLLATE "C",  -- SHA-256 of the address
    ends_at timestamptz NOT NULL,
    body    jsonb       NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX mail_links_address ON platen.mail_links (tenant, kind, address);
CREATE INDEX mail_links_ends ON platen.mail_links (ends_at);

CREATE INDEX users_email ON platen.users (tenant, lower(body ->> 'email')) WHERE body ->> 'email' <> '';
CREATE INDEX users_waiting ON platen.users (tenant, id) WHERE body ->> 'awaitsApproval' = 'true';

CREATE FUNCTION platen.mail_version(t text, ch jsonb) RETURNS bigint
LANGUAGE sql AS $$ SELECT 1::bigint FROM platen.mails WHERE tenant = t AND id = (ch ->> 'id')::uuid $$;

-- A full outbox holds up nothing: the number is MailLimits.WaitingMax.
CREATE FUNCTION platen.mail_write(t text, ch jsonb, p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT count(*) FROM (SELECT FROM platen.mails WHERE tenant = t AND state = 0 LIMIT 10000) waiting) >= 10000 THEN
        INSERT INTO platen.mails_lost (tenant, count) VALUES (t, 1) ON CONFLICT (tenant) DO UPDATE SET count = platen.mails_lost.count + 1;
    ELSE
        INSERT INTO platen.mails (tenant, id, purpose, user_id, content, at, due_at, ends_at)
        VALUES (t, (ch ->> 'id')::uuid, (ch #>> '{body,purpose}')::smallint, (ch #>> '{body,user}')::uuid, decode(ch #>> '{body,content}', 'base64'),
            (ch #>> '{body,at}')::timestamptz, (ch #>> '{body,at}')::timestamptz, (ch #>> '{body,endsAt}')::timestamptz);
    END IF;
END $$;

CREATE FUNCTION platen.maillink_version(t text, ch jsonb) RETURNS bigint
LANGUAGE sql AS $$ SELECT 1::bigint FROM platen.mail_links WHERE tenant = t AND id = ch ->> 'id' $$;

-- One that is used takes all of its kind and address with it.
CREATE FUNCTION platen.maillink_write(t text, ch jsonb, p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF (ch ->> 'expected')::bigint = 0 THEN
        INSERT INTO platen.mail_links (tenant, id, kind, address, ends_at, body)
        VALUES (t, ch ->> 'id', (ch #>> '{body,kind}')::smallint, ch #>> '{body,address}', (ch #>> '{body,endsAt}')::timestamptz, ch -> 'body');
    ELSE
        DELETE FROM platen.mail_links WHERE tenant = t AND kind = (ch #>> '{body,kind}')::smallint AND address = ch #>> '{body,address}';
    END IF;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'mail link % was used by somebody who does not hold the tenant''s lock', ch ->> 'id';
    END IF;
END $$;
