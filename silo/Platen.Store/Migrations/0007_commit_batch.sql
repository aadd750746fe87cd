-- The fast way for what agents report all day: commits that change jobs only, and no row, release or agent twice in the batch (the program says so by p_plain).
-- All are checked together; when every check holds, each table is written by one statement. Otherwise nothing is written here and commit_many, which
-- defines what a commit means, does it one by one.

-- Whether every event is the next one of its agent, no release is charged yet, and every job has the expected version.
CREATE FUNCTION platen.batch_holds(p_commits jsonb) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM jsonb_array_elements(p_commits) c
        LEFT JOIN platen.agents a ON a.tenant = c.value ->> 'tenant' AND a.site = c.value #>> '{event,site}' AND a.id = c.value #>> '{event,agent}'
        WHERE c.value ? 'event' AND (c.value #>> '{event,sequence}')::bigint IS DISTINCT FROM a.events_committed + 1) THEN
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

CREATE FUNCTION platen.batch_jobs(p_commits jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v_changes bigint := (SELECT COALESCE(sum(jsonb_array_length(value -> 'changes')), 0) FROM jsonb_array_elements(p_commits));
    v_written bigint;
    n         bigint;
BEGIN
    INSERT INTO platen.jobs (tenant, id, version, body)
    SELECT c.value ->> 'tenant', (x.value ->> 'id')::uuid, 1, x.value -> 'body'
    FROM jsonb_array_elements(p_commits) c, jsonb_array_elements(c.value -> 'changes') x
    WHERE (x.value ->> 'expected')::bigint = 0;
    GET DIAGNOSTICS v_written = ROW_COUNT;
    IF v_written < v_changes THEN
        UPDATE platen.jobs j SET version = j.version + 1, body = x.value -> 'body'
        FROM jsonb_array_elements(p_commits) c, jsonb_array_elements(c.value -> 'changes') x
        WHERE j.tenant = c.value ->> 'tenant' AND j.id = (x.value ->> 'id')::uuid AND j.version = (x.value ->> 'expected')::bigint;
        GET DIAGNOSTICS n = ROW_COUNT;
        v_written := v_written + n;
    END IF;
    IF v_written <> v_changes THEN
        RAISE EXCEPTION 'a job was changed by somebody who does not hold the tenant''s lock';
    END IF;
END $$;

CREATE FUNCTION platen.batch_ledger(p_commits jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO platen.ledger_releases (tenant, release, entry, at)
    SELECT c.value ->> 'tenant', l.release, l.id, l.at
    FROM jsonb_array_elements(p_commits) c, jsonb_to_recordset(c.value -> 'ledger') AS l (release uuid, id uuid, at timestamptz);
    INSERT INTO platen.ledger (tenant, at, id, site, release, job, user_id, device, queue, title, impressions, evidence, all_counts, colour, sides, copies,
        price_e4, currency, outcome)
    SELECT c.value ->> 'tenant', l.at, l.id, l.site, l.release, l.job, l."user", l.device, l.queue, l.title, l.impressions, l.evidence, l."allCounts", l.colour,
        l.sides, l.copies, l."priceE4", l.currency, l.outcome
    FROM jsonb_array_elements(p_commits) c, jsonb_to_recordset(c.value -> 'ledger') AS l (at timestamptz, id uuid, site text, release uuid, job uuid, "user" uuid,
        device text, queue text, title text, impressions integer, evidence smallint, "allCounts" jsonb, colour smallint, sides smallint, copies integer,
        "priceE4" bigint, currency text, outcome smallint);
END $$;

-- The chain is computed entry by entry, and written at once.
CREATE FUNCTION platen.batch_audit(t text, p_chain text, p_entries jsonb[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v_first bigint;
    v_hash  bytea;
    v_links bytea[];
    n       integer := cardinality(p_entries);
BEGIN
    SELECT position, hash INTO v_first, v_hash FROM platen.audit_heads WHERE tenant = t AND chain = p_chain FOR UPDATE;
    IF NOT FOUND THEN
        v_first := 0;
        v_hash := decode(repeat('00', 32), 'hex');
        INSERT INTO platen.audit_heads (tenant, chain, position, hash) VALUES (t, p_chain, 0, v_hash);
    END IF;
    v_links := ARRAY[v_hash];
    FOR i IN 1 .. n LOOP
        v_hash := sha256(v_hash || int8send(v_first + i) || decode(p_entries[i] ->> 'rest', 'base64'));
        v_links := v_links || v_hash;
    END LOOP;
    INSERT INTO platen.audit_entries (tenant, chain, position, form, at, actor, origin, action, subject, success, details, previous_hash, hash)
    SELECT t, p_chain, v_first + e.n, a.form, a.at, a.actor, a.origin, a.action, a.subject, a.success, a.details, v_links[e.n], v_links[e.n + 1]
    FROM unnest(p_entries) WITH ORDINALITY e (entry, n),
        jsonb_to_record(e.entry) AS a (form smallint, at timestamptz, actor text, origin text, action text, subject text, success boolean, details jsonb);
    UPDATE platen.audit_heads SET position = v_first + n, hash = v_hash WHERE tenant = t AND chain = p_chain;
END $$;

CREATE FUNCTION platen.batch_feed(t text, p_entries jsonb[], p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v bigint;
BEGIN
    UPDATE platen.tenant_heads SET feed_cursor = feed_cursor + cardinality(p_entries) WHERE tenant = t RETURNING feed_cursor - cardinality(p_entries) INTO v;
    INSERT INTO platen.change_feed (tenant, cursor, at, topic, key, site, removed)
    SELECT t, v + e.n, p_now, f.topic, f.key, f.site, f.removed
    FROM unnest(p_entries) WITH ORDINALITY e (entry, n), jsonb_to_record(e.entry) AS f (topic smallint, key text, site text, removed boolean);
    PERFORM pg_notify('platen_feed', t || ' ' || (v + cardinality(p_entries)));
END $$;

CREATE FUNCTION platen.batch_events(p_commits jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    n bigint;
BEGIN
    UPDATE platen.agents a SET events_committed = a.events_committed + 1
    FROM jsonb_array_elements(p_commits) c
    WHERE c.value ? 'event' AND a.tenant = c.value ->> 'tenant' AND a.site = c.value #>> '{event,site}' AND a.id = c.value #>> '{event,agent}'
        AND a.events_committed = (c.value #>> '{event,sequence}')::bigint - 1;
    GET DIAGNOSTICS n = ROW_COUNT;
    IF n <> (SELECT count(*) FROM jsonb_array_elements(p_commits) WHERE value ? 'event') THEN
        RAISE EXCEPTION 'an event was applied by somebody who does not hold the tenant''s lock';
    END IF;
END $$;

CREATE FUNCTION platen.lock_tenants(p_commits jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    t text;
BEGIN
    FOR t IN SELECT DISTINCT value ->> 'tenant' FROM jsonb_array_elements(p_commits) ORDER BY 1 LOOP
        PERFORM FROM platen.tenant_heads WHERE tenant = t FOR UPDATE;
        IF NOT FOUND THEN
            INSERT INTO platen.tenant_heads (tenant) VALUES (t) ON CONFLICT DO NOTHING;
            PERFORM FROM platen.tenant_heads WHERE tenant = t FOR UPDATE;
        END IF;
    END LOOP;
END $$;

CREATE FUNCTION platen.commit_batch(p_commits jsonb, p_now timestamptz, p_plain boolean) RETURNS SETOF platen.commit_outcome
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM platen.lock_tenants(p_commits);
    IF NOT p_plain OR NOT platen.batch_holds(p_commits) THEN
        RETURN QUERY SELECT * FROM platen.commit_many(p_commits, p_now);
        RETURN;
    END IF;
    PERFORM platen.batch_jobs(p_commits);
    PERFORM platen.batch_ledger(p_commits);
    PERFORM platen.batch_audit(g.t, g.chain, g.entries)
    FROM (
        SELECT c.value ->> 'tenant' AS t, c.value ->> 'chain' AS chain, array_agg(a.value ORDER BY c.ordinality, a.ordinality) AS entries
        FROM jsonb_array_elements(p_commits) WITH ORDINALITY c, jsonb_array_elements(c.value -> 'audit') WITH ORDINALITY a
        GROUP BY 1, 2 ORDER BY 1, 2) g;
    PERFORM platen.batch_feed(g.t, g.entries, p_now)
    FROM (
        SELECT c.value ->> 'tenant' AS t, array_agg(f.value ORDER BY c.ordinality, f.ordinality) AS entries
        FROM jsonb_array_elements(p_commits) WITH ORDINALITY c, jsonb_array_elements(c.value -> 'feed') WITH ORDINALITY f
        GROUP BY 1) g;
    PERFORM platen.batch_events(p_commits);
    RETURN QUERY SELECT 1, 0, '' FROM jsonb_array_elements(p_commits);
END $$;
