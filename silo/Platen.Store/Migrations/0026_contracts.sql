-- works-with: 0018
-- Contracts about licensed devices with all their versions, recipients of reports outside of the system, and what was sent to them (AZ11).
CREATE TABLE platen.contracts (
    tenant     text   NOT NULL,
    id         text   NOT NULL COLLATE "C",
    version    bigint NOT NULL CHECK (version > 0),
    body       jsonb  NOT NULL CHECK (body ->> 'kind' IN ('1', '2')),
    number_key text   COLLATE "C" GENERATED ALWAYS AS (upper(body ->> 'number')) STORED,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX contracts_number ON platen.contracts (tenant, number_key);

-- Only ever grows. place: the row of all changes of a tenant's contracts, without a gap.
CREATE TABLE platen.contract_versions (
    tenant  text        NOT NULL,
    place   bigint      NOT NULL,
    id      text        NOT NULL COLLATE "C",
    version bigint      NOT NULL,
    at      timestamptz NOT NULL,
    body    jsonb       NOT NULL,
    PRIMARY KEY (tenant, place)
);
CREATE UNIQUE INDEX contract_versions_id ON platen.contract_versions (tenant, id, version);

CREATE FUNCTION platen.contract_versions_stay() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'versions of contracts are neither changed nor deleted';
END $$;
CREATE TRIGGER contract_versions_stay BEFORE UPDATE OR DELETE ON platen.contract_versions FOR EACH ROW EXECUTE FUNCTION platen.contract_versions_stay();

-- The kinds of reports are those that people outside may get, and no others: ContractReportKind names the same ones.
CREATE TABLE platen.report_recipients (
    tenant      text   NOT NULL,
    id          uuid   NOT NULL,
    version     bigint NOT NULL CHECK (version > 0),
    body        jsonb  NOT NULL,
    address_key text   COLLATE "C" GENERATED ALWAYS AS (lower(body ->> 'address')) STORED,
    PRIMARY KEY (tenant, id),
    CONSTRAINT report_recipients_kinds CHECK (jsonb_typeof(body -> 'kinds') = 'array' AND jsonb_array_length(body -> 'kinds') BETWEEN 1 AND 3 AND body -> 'kinds' <@ '[1, 2, 3]'::jsonb)
);
CREATE UNIQUE INDEX report_recipients_address ON platen.report_recipients (tenant, address_key);

-- One row for a recipient, a report and a period: what makes it once.
CREATE TABLE platen.report_sendings (
    tenant    text        NOT NULL,
    recipient uuid        NOT NULL,
    kind      smallint    NOT NULL CHECK (kind IN (1, 2, 3)),
    period    text        NOT NULL COLLATE "C",
    at        timestamptz NOT NULL,
    up_to     bigint      NOT NULL,
    mail      uuid        NOT NULL,
    state     smallint    NOT NULL DEFAULT 0,  -- as in mails; 3: deleted before it was sent
    reason    text        NOT NULL DEFAULT '',
    PRIMARY KEY (tenant, recipient, kind, period)
);
CREATE UNIQUE INDEX report_sendings_mail ON platen.report_sendings (tenant, mail);
CREATE INDEX report_sendings_latest ON platen.report_sendings (tenant, recipient, kind, mail DESC);

-- A number that another contract has is a conflict, as is an address that another recipient has.
CREATE FUNCTION platen.contract_version(t text, ch jsonb) RETURNS bigint
LANGUAGE sql AS $$
    SELECT CASE WHEN EXISTS (SELECT FROM platen.contracts WHERE tenant = t AND number_key = upper(ch #>> '{body,number}') AND id <> ch ->> 'id') THEN -1
        ELSE (SELECT version FROM platen.contracts WHERE tenant = t AND id = ch ->> 'id') END
$$;

CREATE FUNCTION platen.contract_write(t text, ch jsonb, p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    x bigint := (ch ->> 'expected')::bigint;
BEGIN
    IF x = 0 THEN
        INSERT INTO platen.contracts (tenant, id, version, body) VALUES (t, ch ->> 'id', 1, ch -> 'body');
    ELSE
        UPDATE platen.contracts SET version = x + 1, body = ch -> 'body' WHERE tenant = t AND id = ch ->> 'id' AND version = x;
    END IF;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'contract % was changed by somebody who does not hold the tenant''s lock', ch ->> 'id';
    END IF;
    INSERT INTO platen.contract_versions (tenant, place, id, version, at, body)
    SELECT t, COALESCE(max(place), 0) + 1, ch ->> 'id', x + 1, (ch #>> '{body,changedAt}')::timestamptz, ch -> 'body' FROM platen.contract_versions WHERE tenant = t;
END $$;

CREATE FUNCTION platen.reportrecipient_version(t text, ch jsonb) RETURNS bigint
LANGUAGE sql AS $$
    SELECT CASE WHEN EXISTS (SELECT FROM platen.report_recipients WHERE tenant = t AND address_key = lower(ch #>> '{body,address}') AND id <> (ch ->> 'id')::uuid) THEN -1
        ELSE (SELECT version FROM platen.report_recipients WHERE tenant = t AND id = (ch ->> 'id')::uuid) END
$$;

CREATE FUNCTION platen.reportrecipient_write(t text, ch jsonb, p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    x bigint := (ch ->> 'expected')::bigint;
BEGIN
    IF x = 0 THEN
        INSERT INTO platen.report_recipients (tenant, id, version, body) VALUES (t, (ch ->> 'id')::uuid, 1, ch -> 'body');
    ELSIF (ch ->> 'removed')::boolean THEN
        DELETE FROM platen.report_recipients WHERE tenant = t AND id = (ch ->> 'id')::uuid AND version = x;
    ELSE
        UPDATE platen.report_recipients SET version = x + 1, body = ch -> 'body' WHERE tenant = t AND id = (ch ->> 'id')::uuid AND version = x;
    END IF;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'report recipient % was changed by somebody who does not hold the tenant''s lock', ch ->> 'id';
    END IF;
END $$;

-- The recipient must be there as it was read: one that was removed or changed meanwhile gets nothing.
CREATE FUNCTION platen.reportsending_version(t text, ch jsonb) RETURNS bigint
LANGUAGE sql AS $$
    SELECT CASE WHEN NOT EXISTS (SELECT FROM platen.report_recipients WHERE tenant = t AND id = (ch #>> '{body,recipient}')::uuid AND version = (ch ->> 'recipientVersion')::bigint) THEN -1
        ELSE (SELECT 1 FROM platen.report_sendings WHERE tenant = t AND recipient = (ch #>> '{body,recipient}')::uuid AND kind = (ch #>> '{body,kind}')::smallint AND period = ch #>> '{body,period}') END::bigint
$$;

-- A full outbox takes no mail and says nothing: then nothing was sent, and all of it is undone.
CREATE FUNCTION platen.reportsending_write(t text, ch jsonb, p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM platen.mails WHERE tenant = t AND id = (ch #>> '{body,mail}')::uuid) THEN
        RAISE EXCEPTION 'the outbox did not take the mail of a report';
    END IF;
    INSERT INTO platen.report_sendings (tenant, recipient, kind, period, at, up_to, mail)
    VALUES (t, (ch #>> '{body,recipient}')::uuid, (ch #>> '{body,kind}')::smallint, ch #>> '{body,period}', (ch #>> '{body,at}')::timestamptz, (ch #>> '{body,upTo}')::bigint, (ch #>> '{body,mail}')::uuid);
END $$;

-- What became of a report's mail is kept beside the report: mails are deleted after days.
CREATE FUNCTION platen.report_mail_state() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        UPDATE platen.report_sendings SET state = 3 WHERE tenant = OLD.tenant AND mail = OLD.id AND state <> 1;
    ELSE
        UPDATE platen.report_sendings SET state = NEW.state, reason = NEW.reason WHERE tenant = NEW.tenant AND mail = NEW.id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER report_mail_state AFTER UPDATE OF state, reason ON platen.mails FOR EACH ROW WHEN (NEW.purpose BETWEEN 120 AND 122) EXECUTE FUNCTION platen.report_mail_state();
CREATE TRIGGER report_mail_gone AFTER DELETE ON platen.mails FOR EACH ROW WHEN (OLD.purpose BETWEEN 120 AND 122) EXECUTE FUNCTION platen.report_mail_state();
