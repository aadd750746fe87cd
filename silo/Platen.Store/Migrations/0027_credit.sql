-- works-with: 0021
-- Credit accounts: a user's credit is the sum of these entries, which are only added. Each has the balance after it, so that a balance is one look into the key; they are numbered without a gap, which is the compare-and-swap.
CREATE TABLE platen.credit_entries (
    tenant     text        NOT NULL,
    user_id    uuid        NOT NULL,
    currency   text        NOT NULL COLLATE "C",
    position   bigint      NOT NULL CHECK (position > 0),
    id         uuid        NOT NULL,
    at         timestamptz NOT NULL,
    kind       smallint    NOT NULL,  -- 1 recharge, 2 correction, 3 print
    amount_e4  bigint      NOT NULL,
    balance_e4 bigint      NOT NULL,
    key        text        COLLATE "C",
    actor      text        NOT NULL DEFAULT '',
    reason     text        NOT NULL DEFAULT '',
    PRIMARY KEY (tenant, user_id, currency, position)
);
-- a booking that is repeated is found by its key
CREATE UNIQUE INDEX credit_entries_key ON platen.credit_entries (tenant, user_id, key) WHERE key IS NOT NULL;

ALTER TABLE platen.tenants ADD COLUMN credit_on boolean GENERATED ALWAYS AS (COALESCE((body #>> '{credit,enabled}')::boolean, false)) STORED;
CREATE INDEX tenants_credit_on ON platen.tenants (tenant) WHERE credit_on;

-- Recharges and corrections come as changes of the kind credit; the version is the number of the user's last entry in that currency.
CREATE FUNCTION platen.credit_version(t text, ch jsonb) RETURNS bigint
LANGUAGE sql AS $$
    SELECT position FROM platen.credit_entries
    WHERE tenant = t AND user_id = (ch #>> '{body,user}')::uuid AND currency = ch #>> '{body,currency}' ORDER BY position DESC LIMIT 1
$$;

CREATE FUNCTION platen.credit_write(t text, ch jsonb, p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    b jsonb := ch -> 'body';
BEGIN
    INSERT INTO platen.credit_entries (tenant, user_id, currency, position, id, at, kind, amount_e4, balance_e4, key, actor, reason)
    SELECT t, (b ->> 'user')::uuid, b ->> 'currency', (b ->> 'position')::bigint, (b ->> 'id')::uuid, (b ->> 'at')::timestamptz, (b ->> 'kind')::smallint, (b ->> 'amountE4')::bigint,
        (b ->> 'balanceE4')::bigint, b ->> 'key', b ->> 'by', b ->> 'reason'
    FROM (SELECT) one
    LEFT JOIN LATERAL (
        SELECT position, balance_e4 FROM platen.credit_entries
        WHERE tenant = t AND user_id = (b ->> 'user')::uuid AND currency = b ->> 'currency' ORDER BY position DESC LIMIT 1) h ON true
    WHERE (b ->> 'position')::bigint = COALESCE(h.position, 0) + 1 AND (b ->> 'balanceE4')::bigint = COALESCE(h.balance_e4, 0) + (b ->> 'amountE4')::bigint;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the credit of user % was changed by somebody who does not hold the tenant''s lock', b ->> 'user';
    END IF;
END $$;

-- Debits are written with the ledger's entries, whichever way those are written (0005, 0007): once for each entry, under the tenant's lock. Where nobody has credit accounts this is one look into an index.
-- Row by row: a statement has one entry as a rule, and one query for all of them costs more there than it saves in a batch.
CREATE FUNCTION platen.credit_debit() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    d        record;
    v_tenant text := '';
    v_groups text[];
    v_since  timestamptz;
    v_last   bigint;
    v_stands bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM platen.tenants WHERE credit_on) THEN
        RETURN NULL;
    END IF;
    FOR d IN SELECT tenant, user_id, currency, id, at, price_e4 FROM charged WHERE price_e4 <> 0 ORDER BY tenant, at, id LOOP
        IF d.tenant <> v_tenant THEN
            v_tenant := d.tenant;
            SELECT (body #>> '{credit,since}')::timestamptz, ARRAY(SELECT jsonb_array_elements_text(body #> '{credit,groups}')) INTO v_since, v_groups
            FROM platen.tenants WHERE tenant = v_tenant AND credit_on;
        END IF;
        CONTINUE WHEN v_since IS NULL OR d.at < v_since;
        PERFORM FROM platen.users WHERE tenant = v_tenant AND id = d.user_id AND (cardinality(v_groups) = 0 OR body -> 'groups' ?| v_groups);
        CONTINUE WHEN NOT FOUND;
        SELECT position, balance_e4 INTO v_last, v_stands FROM platen.credit_entries
        WHERE tenant = v_tenant AND user_id = d.user_id AND currency = d.currency ORDER BY position DESC LIMIT 1;
        INSERT INTO platen.credit_entries (tenant, user_id, currency, position, id, at, kind, amount_e4, balance_e4)
        VALUES (v_tenant, d.user_id, d.currency, COALESCE(v_last, 0) + 1, d.id, d.at, 3, -d.price_e4, COALESCE(v_stands, 0) - d.price_e4);
    END LOOP;
    RETURN NULL;
END $$;

CREATE TRIGGER ledger_credit AFTER INSERT ON platen.ledger REFERENCING NEW TABLE AS charged FOR EACH STATEMENT EXECUTE FUNCTION platen.credit_debit();
