-- Which start of an agent's program reports an event: only the one that was let in last may, so that two copies of one agent are never merged. And an agent's committed
-- sequence may be set, guarded by what it is now, when an administrator has decided where a fenced agent goes on. The functions are those of 0005 and 0007 with this added.
CREATE OR REPLACE FUNCTION platen.check_keys(t text, c jsonb) RETURNS platen.commit_outcome
LANGUAGE plpgsql AS $$
DECLARE
    e     jsonb := c -> 'event';
    ch    jsonb;
    v     bigint;
    s     text;
BEGIN
    IF e IS NOT NULL THEN
        SELECT events_committed, body #>> '{starts,-1,id}' INTO v, s FROM platen.agents WHERE tenant = t AND site = e ->> 'site' AND id = e ->> 'agent';
        IF v IS NULL THEN
            RETURN ROW(101, 0, format('agent %s of site %s is not recorded', e ->> 'agent', e ->> 'site'))::platen.commit_outcome;
        ELSIF e ->> 'start' <> '' AND e ->> 'start' IS DISTINCT FROM s THEN
            RETURN ROW(101, 0, format('event %s of agent %s at site %s is not reported by the start that was let in last', e ->> 'sequence', e ->> 'agent', e ->> 'site'))::platen.commit_outcome;
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
        IF ch ? 'committedFrom' THEN
            SELECT events_committed INTO v FROM platen.agents WHERE tenant = t AND site = ch ->> 'site' AND id = ch ->> 'id';
            IF COALESCE(v, 0) <> (ch ->> 'committedFrom')::bigint THEN
                RETURN ROW(2, 0, format('agent %s of site %s has events up to %s, not %s', ch ->> 'id', ch ->> 'site', v, ch ->> 'committedFrom'))::platen.commit_outcome;
            END IF;
        END IF;
    END LOOP;
    RETURN ROW(1, 0, '')::platen.commit_outcome;
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
    END CASE;
    GET DIAGNOSTICS n = ROW_COUNT;
    IF n <> 1 THEN
        RAISE EXCEPTION '% % was changed by somebody who does not hold the tenant''s lock', ch ->> 'kind', ch ->> 'id';
    END IF;
END $$;

-- As in 0007: whether every event is the next one of its agent, and of its newest start; no release is charged yet, and every job has the expected version.
CREATE OR REPLACE FUNCTION platen.batch_holds(p_commits jsonb) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM jsonb_array_elements(p_commits) c
        LEFT JOIN platen.agents a ON a.tenant = c.value ->> 'tenant' AND a.site = c.value #>> '{event,site}' AND a.id = c.value #>> '{event,agent}'
        WHERE c.value ? 'event' AND ((c.value #>> '{event,sequence}')::bigint IS DISTINCT FROM a.events_committed + 1
            OR (c.value #>> '{event,start}' <> '' AND c.value #>> '{event,start}' IS DISTINCT FROM a.body #>> '{starts,-1,id}'))) THEN
        RETURN false;
    END IF;
    IF EXISTS (
        SELECT FROM jsonb_array_elements(p_commits) c, jsonb_array_elements(c.value -> 'ledger') l
        JOIN platen.ledger_releases r ON r.tenant = l.value ->> 'tenant' AND r.release = (l.value ->> 'release')::uuid) THEN
        RETURN false;
    END IF;
    RETURN NOT EXISTS (
        SELECT FROM jsonb_array_elements(p_commits) c, jsonb_array_elements(c.value -> 'changes') x
        LEFT JOIN platen.jobs j ON j.tenant = x.value #>> '{body,tenant}' AND j.id = (x.value ->> 'id')::uuid
        WHERE COALESCE(j.version, 0) <> (x.value ->> 'expected')::bigint);
END $$;
