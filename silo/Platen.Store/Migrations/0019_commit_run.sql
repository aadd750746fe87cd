-- works-with: 0018
-- The fast way of 0007 for a branch that catches up: one agent's events in a row, and rows that several of them change in turn. All is checked together, each change against the version that the one
-- before it leaves behind; a job that is changed several times is written once, as its last change leaves it, which is all that anybody outside of the transaction can ever see. The program says by
-- p_plain that a batch has no change of a kind with unique names or of an agent, and charges no release twice. When one check fails, nothing is written here and commit_many does the batch one by one.

-- Every change of the batch in its order, n counting the changes of the same row from 0.
CREATE FUNCTION platen.run_changes(p_commits jsonb) RETURNS TABLE (tenant text, kind text, id text, expected bigint, n bigint, is_last boolean, place bigint, change jsonb)
LANGUAGE sql IMMUTABLE AS $$
    SELECT r.tenant, r.kind, r.id, r.expected, row_number() OVER row_order - 1, lead(r.place) OVER row_order IS NULL, r.place, r.change
    FROM (
        SELECT c.value ->> 'tenant' AS tenant, x.value ->> 'kind' AS kind, x.value ->> 'id' AS id, COALESCE(x.value ->> 'site', '') AS site,
            (x.value ->> 'expected')::bigint AS expected, c.ordinality * 10000 + x.ordinality AS place, x.value AS change
        FROM jsonb_array_elements(p_commits) WITH ORDINALITY c, jsonb_array_elements(c.value -> 'changes') WITH ORDINALITY x) r
    WINDOW row_order AS (PARTITION BY r.tenant, r.kind, r.id, r.site ORDER BY r.place)
$$;

-- Whether every event is the next one of its agent, and of its newest start; no release is charged yet, and every row has the expected version. Each row is looked up by its key, never by a join:
-- the planner does not know how few there are, and would read the whole table while it is of middle size.
CREATE OR REPLACE FUNCTION platen.batch_holds(p_commits jsonb) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (
            SELECT r.*, row_number() OVER (PARTITION BY r.tenant, r.site, r.agent ORDER BY r.place) AS n
            FROM (
                SELECT c.value ->> 'tenant' AS tenant, c.value #>> '{event,site}' AS site, c.value #>> '{event,agent}' AS agent, (c.value #>> '{event,sequence}')::bigint AS sequence,
                    c.value #>> '{event,start}' AS start, c.ordinality AS place
                FROM jsonb_array_elements(p_commits) WITH ORDINALITY c WHERE c.value ? 'event') r) e
        LEFT JOIN platen.agents a ON a.tenant = e.tenant AND a.site = e.site AND a.id = e.agent
        WHERE e.sequence IS DISTINCT FROM a.events_committed + e.n OR (e.start <> '' AND e.start IS DISTINCT FROM a.body #>> '{starts,-1,id}')) THEN
        RETURN false;
    END IF;
    IF EXISTS (
        SELECT FROM jsonb_array_elements(p_commits) c, jsonb_array_elements(c.value -> 'ledger') l
        WHERE (SELECT r.release FROM platen.ledger_releases r WHERE r.tenant = l.value ->> 'tenant' AND r.release = (l.value ->> 'release')::uuid) IS NOT NULL) THEN
        RETURN false;
    END IF;
    RETURN NOT EXISTS (
        SELECT FROM platen.run_changes(p_commits) x
        WHERE x.expected <> x.n + CASE x.kind
            WHEN 'job' THEN COALESCE((SELECT j.version FROM platen.jobs j WHERE j.tenant = x.tenant AND j.id = x.id::uuid), 0)
            ELSE platen.current_version(x.tenant, x.change) END);
END $$;

CREATE OR REPLACE FUNCTION platen.batch_jobs(p_commits jsonb) RETURNS void
LANGUAGE plpgsql SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    v_rows    bigint;
    v_written bigint;
BEGIN
    WITH last AS MATERIALIZED (SELECT x.tenant, x.id::uuid AS id, x.expected, x.n, x.change -> 'body' AS body FROM platen.run_changes(p_commits) x WHERE x.kind = 'job' AND x.is_last),
    added AS (INSERT INTO platen.jobs (tenant, id, version, body) SELECT tenant, id, expected + 1, body FROM last WHERE expected = n RETURNING 1),
    changed AS (
        UPDATE platen.jobs j SET version = l.expected + 1, body = l.body FROM last l
        WHERE l.expected > l.n AND j.tenant = l.tenant AND j.id = l.id AND j.version = l.expected - l.n RETURNING 1)
    SELECT (SELECT count(*) FROM last), (SELECT count(*) FROM added) + (SELECT count(*) FROM changed) INTO v_rows, v_written;
    IF v_written <> v_rows THEN
        RAISE EXCEPTION 'a job was changed by somebody who does not hold the tenant''s lock';
    END IF;
END $$;

-- The other kinds are few among what agents report; each change is written in its turn, and guards its version itself.
CREATE FUNCTION platen.batch_others(p_commits jsonb, p_now timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    x record;
BEGIN
    FOR x IN
        SELECT c.value ->> 'tenant' AS tenant, y.value AS change
        FROM jsonb_array_elements(p_commits) WITH ORDINALITY c, jsonb_array_elements(c.value -> 'changes') WITH ORDINALITY y
        WHERE y.value ->> 'kind' <> 'job' ORDER BY c.ordinality, y.ordinality
    LOOP
        PERFORM platen.write_change(x.tenant, x.change, p_now);
    END LOOP;
END $$;

CREATE OR REPLACE FUNCTION platen.batch_events(p_commits jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v_agents  bigint;
    v_written bigint;
BEGIN
    WITH run AS MATERIALIZED (
        SELECT c.value ->> 'tenant' AS tenant, c.value #>> '{event,site}' AS site, c.value #>> '{event,agent}' AS agent,
            min((c.value #>> '{event,sequence}')::bigint) AS first, max((c.value #>> '{event,sequence}')::bigint) AS last
        FROM jsonb_array_elements(p_commits) c WHERE c.value ? 'event' GROUP BY 1, 2, 3),
    moved AS (
        UPDATE platen.agents a SET events_committed = r.last FROM run r
        WHERE a.tenant = r.tenant AND a.site = r.site AND a.id = r.agent AND a.events_committed = r.first - 1 RETURNING 1)
    SELECT (SELECT count(*) FROM run), (SELECT count(*) FROM moved) INTO v_agents, v_written;
    IF v_written <> v_agents THEN
        RAISE EXCEPTION 'an event was applied by somebody who does not hold the tenant''s lock';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION platen.commit_batch(p_commits jsonb, p_now timestamptz, p_plain boolean) RETURNS SETOF platen.commit_outcome
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM platen.lock_tenants(p_commits);
    IF NOT p_plain OR NOT platen.batch_holds(p_commits) THEN
        RETURN QUERY SELECT * FROM platen.commit_many(p_commits, p_now);
        RETURN;
    END IF;
    PERFORM platen.batch_jobs(p_commits);
    PERFORM platen.batch_others(p_commits, p_now);
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
