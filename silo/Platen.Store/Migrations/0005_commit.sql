-- One decision of the program, written wholly or not at all, without a savepoint: everything is checked first, and the tenant's lock
-- keeps what was checked true until it is written. Codes: 1 committed, 2 conflict, 3 duplicate, 4 not unique, 101 event out of order.
CREATE TYPE platen.commit_outcome AS (code integer, taken integer, message text);

CREATE FUNCTION platen.current_version(t text, ch jsonb) RETURNS bigint
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
    END CASE;
    RETURN COALESCE(v, 0);
END $$;

-- Versions are compared last, so that a repeated event or release is always told as such.
CREATE FUNCTION platen.check_keys(t text, c jsonb) RETURNS platen.commit_outcome
LANGUAGE plpgsql AS $$
DECLARE
    e     jsonb := c -> 'event';
    ch    jsonb;
    v     bigint;
BEGIN
    IF e IS NOT NULL THEN
        SELECT events_committed INTO v FROM platen.agents WHERE tenant = t AND site = e ->> 'site' AND id = e ->> 'agent';
        IF v IS NULL THEN
            RETURN ROW(101, 0, format('agent %s of site %s is not recorded', e ->> 'agent', e ->> 'site'))::platen.commit_outcome;
        ELSIF (e ->> 'sequence')::bigint <= v THEN
            RETURN ROW(3, 0, format('event %s of agent %s at site %s is applied already', e ->> 'sequence', e ->> 'agent', e ->> 'site'))::platen.commit_outcome;
        ELSIF (e ->> 'sequence')::bigint > v + 1 THEN
            RETURN ROW(101, 0, format('event %s of agent %s at site %s came while %s is expected', e ->> 'sequence', e ->> 'agent', e ->> 'site', v + 1))::platen.commit_outcome;
        END IF;
    END IF;
    FOR ch IN SELECT value FROM jsonb_array_elements(c -> 'ledger') LOOP
        IF EXISTS (SELECT FROM platen.ledger_releases WHERE tenant = t AND release = (ch ->> 'release')::uuid) THEN
            RETURN ROW(3, 0, format('release %s is in the ledger already', ch ->> 'release'))::platen.commit_outcome;
        END IF;
    END LOOP;
    FOR ch IN SELECT value FROM jsonb_array_elements(c -> 'changes') LOOP
        v := platen.current_version(t, ch);
        IF v <> (ch ->> 'expected')::bigint THEN
            RETURN ROW(2, 0, format('%s %s has version %s, not %s', ch ->> 'kind', ch ->> 'id', v, ch ->> 'expected'))::platen.commit_outcome;
        END IF;
    END LOOP;
    RETURN ROW(1, 0, '')::platen.commit_outcome;
END $$;

-- A name may move between records that this same commit changes.
CREATE FUNCTION platen.check_names(t text, c jsonb) RETURNS platen.commit_outcome
LANGUAGE plpgsql AS $$
DECLARE
    ch jsonb;
    u  uuid[] := ARRAY(SELECT (value ->> 'id')::uuid FROM jsonb_array_elements(c -> 'changes') WHERE value ->> 'kind' = 'user');
    q  text[] := ARRAY(SELECT value ->> 'id' FROM jsonb_array_elements(c -> 'changes') WHERE value ->> 'kind' = 'queue');
BEGIN
    FOR ch IN SELECT value FROM jsonb_array_elements(c -> 'changes') WHERE value ->> 'kind' IN ('user', 'queue') LOOP
        IF ch ->> 'kind' = 'queue' THEN
            IF EXISTS (SELECT FROM platen.queues WHERE tenant = t AND raw_port = NULLIF((ch #>> '{body,rawPort}')::integer, 0) AND id <> ALL (q)) THEN
                RETURN ROW(4, 4, format('RAW port %s belongs to another queue', ch #>> '{body,rawPort}'))::platen.commit_outcome;
            END IF;
        ELSIF EXISTS (SELECT FROM platen.users WHERE tenant = t AND login_key = ch ->> 'login' AND id <> ALL (u)) THEN
            RETURN ROW(4, 1, format('login name %s belongs to another user', ch #>> '{body,loginName}'))::platen.commit_outcome;
        ELSIF EXISTS (SELECT FROM platen.users WHERE tenant = t AND pin_index = NULLIF(decode(ch #>> '{body,pinIndex}', 'base64'), ''::bytea) AND id <> ALL (u)) THEN
            RETURN ROW(4, 3, format('the new PIN of user %s belongs to another user', ch ->> 'id'))::platen.commit_outcome;
        ELSIF EXISTS (
            SELECT FROM jsonb_array_elements(ch #> '{body,cards}') card
            JOIN platen.user_cards k ON k.tenant = t AND k.card_index = decode(card.value ->> 'index', 'base64')
            WHERE k.user_id <> ALL (u)) THEN
            RETURN ROW(4, 2, format('a card of user %s belongs to another user', ch ->> 'id'))::platen.commit_outcome;
        END IF;
    END LOOP;
    RETURN ROW(1, 0, '')::platen.commit_outcome;
END $$;

CREATE FUNCTION platen.write_change(t text, ch jsonb, p_now timestamptz) RETURNS void
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
                UPDATE platen.agents SET version = x + 1, body = b WHERE tenant = t AND site = ch ->> 'site' AND id = ch ->> 'id' AND version = x;
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
    END CASE;
    GET DIAGNOSTICS n = ROW_COUNT;
    IF n <> 1 THEN
        RAISE EXCEPTION '% % was changed by somebody who does not hold the tenant''s lock', ch ->> 'kind', ch ->> 'id';
    END IF;
END $$;

CREATE FUNCTION platen.write_cards(t text, c jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM platen.user_cards k USING jsonb_array_elements(c -> 'changes') ch
    WHERE ch.value ->> 'kind' = 'user' AND k.tenant = t AND k.user_id = (ch.value ->> 'id')::uuid;
    INSERT INTO platen.user_cards (tenant, card_index, user_id)
    SELECT t, decode(card.value ->> 'index', 'base64'), (ch.value ->> 'id')::uuid
    FROM jsonb_array_elements(c -> 'changes') ch, jsonb_array_elements(ch.value #> '{body,cards}') card
    WHERE ch.value ->> 'kind' = 'user';
END $$;

CREATE FUNCTION platen.write_ledger(t text, l jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO platen.ledger_releases (tenant, release, entry, at)
    VALUES (t, (l ->> 'release')::uuid, (l ->> 'id')::uuid, (l ->> 'at')::timestamptz);
    INSERT INTO platen.ledger (tenant, at, id, site, release, job, user_id, device, queue, title, impressions, evidence, all_counts, colour, sides, copies,
        price_e4, currency, outcome)
    VALUES (t, (l ->> 'at')::timestamptz, (l ->> 'id')::uuid, l ->> 'site', (l ->> 'release')::uuid, (l ->> 'job')::uuid, (l ->> 'user')::uuid, l ->> 'device',
        l ->> 'queue', l ->> 'title', (l ->> 'impressions')::integer, (l ->> 'evidence')::smallint, l -> 'allCounts', (l ->> 'colour')::smallint,
        (l ->> 'sides')::smallint, (l ->> 'copies')::integer, (l ->> 'priceE4')::bigint, l ->> 'currency', (l ->> 'outcome')::smallint);
END $$;

CREATE FUNCTION platen.write_audit(t text, p_chain text, p_entries jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    h    platen.audit_heads;
    a    jsonb;
    prev bytea;
BEGIN
    SELECT * INTO h FROM platen.audit_heads WHERE tenant = t AND chain = p_chain FOR UPDATE;
    IF NOT FOUND THEN
        h := (t, p_chain, 0, decode(repeat('00', 32), 'hex'));
        INSERT INTO platen.audit_heads SELECT h.*;
    END IF;
    FOR a IN SELECT value FROM jsonb_array_elements(p_entries) LOOP
        prev := h.hash;
        h.position := h.position + 1;
        h.hash := sha256(prev || int8send(h.position) || decode(a ->> 'rest', 'base64'));
        INSERT INTO platen.audit_entries (tenant, chain, position, form, at, actor, origin, action, subject, success, details, previous_hash, hash)
        VALUES (t, p_chain, h.position, (a ->> 'form')::smallint, (a ->> 'at')::timestamptz, a ->> 'actor', a ->> 'origin', a ->> 'action', a ->> 'subject',
            (a ->> 'success')::boolean, a -> 'details', prev, h.hash);
    END LOOP;
    UPDATE platen.audit_heads SET position = h.position, hash = h.hash WHERE tenant = t AND chain = p_chain;
END $$;

CREATE FUNCTION platen.write_feed(t text, p_feed jsonb, p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v bigint;
BEGIN
    UPDATE platen.tenant_heads SET feed_cursor = feed_cursor + jsonb_array_length(p_feed) WHERE tenant = t RETURNING feed_cursor INTO v;
    INSERT INTO platen.change_feed (tenant, cursor, at, topic, key, site, removed)
    SELECT t, v - jsonb_array_length(p_feed) + f.n, p_now, (f.value ->> 'topic')::smallint, f.value ->> 'key', f.value ->> 'site', (f.value ->> 'removed')::boolean
    FROM jsonb_array_elements(p_feed) WITH ORDINALITY f (value, n);
END $$;

CREATE FUNCTION platen.commit_one(c jsonb, p_now timestamptz) RETURNS platen.commit_outcome
LANGUAGE plpgsql AS $$
DECLARE
    t     text := c ->> 'tenant';
    e     jsonb := c -> 'event';
    o     platen.commit_outcome := platen.check_keys(t, c);
    named boolean := (c ->> 'named')::boolean;
    x     jsonb;
BEGIN
    IF o.code = 1 AND named THEN
        o := platen.check_names(t, c);
    END IF;
    IF o.code <> 1 THEN
        RETURN o;
    END IF;
    FOR x IN SELECT value FROM jsonb_array_elements(c -> 'changes') LOOP
        PERFORM platen.write_change(t, x, p_now);
    END LOOP;
    IF named THEN
        PERFORM platen.write_cards(t, c);
    END IF;
    FOR x IN SELECT value FROM jsonb_array_elements(c -> 'ledger') LOOP
        PERFORM platen.write_ledger(t, x);
    END LOOP;
    IF jsonb_array_length(c -> 'audit') > 0 THEN
        PERFORM platen.write_audit(t, c ->> 'chain', c -> 'audit');
    END IF;
    IF jsonb_array_length(c -> 'feed') > 0 THEN
        PERFORM platen.write_feed(t, c -> 'feed', p_now);
    END IF;
    IF e IS NOT NULL THEN
        UPDATE platen.agents SET events_committed = events_committed + 1
        WHERE tenant = t AND site = e ->> 'site' AND id = e ->> 'agent' AND events_committed = (e ->> 'sequence')::bigint - 1;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'event % of agent % was applied by somebody who does not hold the tenant''s lock', e ->> 'sequence', e ->> 'agent';
        END IF;
    END IF;
    RETURN o;
END $$;

-- Several decisions in one transaction, in order; each has its own outcome. Tenants are locked in the order of their names.
CREATE FUNCTION platen.commit_many(p_commits jsonb, p_now timestamptz) RETURNS SETOF platen.commit_outcome
LANGUAGE plpgsql AS $$
DECLARE
    v_tenants text[] := ARRAY(SELECT DISTINCT value ->> 'tenant' FROM jsonb_array_elements(p_commits) ORDER BY 1);
    v_woken   text[] := '{}';
    t         text;
    c         jsonb;
    o         platen.commit_outcome;
BEGIN
    FOREACH t IN ARRAY v_tenants LOOP
        PERFORM FROM platen.tenant_heads WHERE tenant = t FOR UPDATE;
        IF NOT FOUND THEN
            INSERT INTO platen.tenant_heads (tenant) VALUES (t) ON CONFLICT DO NOTHING;
            PERFORM FROM platen.tenant_heads WHERE tenant = t FOR UPDATE;
        END IF;
    END LOOP;
    FOR c IN SELECT value FROM jsonb_array_elements(p_commits) WITH ORDINALITY ORDER BY ordinality LOOP
        o := platen.commit_one(c, p_now);
        IF o.code = 1 AND jsonb_array_length(c -> 'feed') > 0 THEN
            v_woken := v_woken || (c ->> 'tenant');
        END IF;
        RETURN NEXT o;
    END LOOP;
    PERFORM pg_notify('platen_feed', tenant || ' ' || feed_cursor) FROM platen.tenant_heads WHERE tenant = ANY (v_woken);
END $$;
