-- works-with: 0010
-- Which server is the active one: one row, whose number grows at each take-over. A commit of another number is refused in its own transaction, so that a server that was frozen while another
-- took over writes nothing when it wakes. The advisory lock makes the two wait for each other: shared by every commit, exclusive for a take-over.
CREATE TABLE platen.server_epoch (
    only_row boolean     PRIMARY KEY DEFAULT true CHECK (only_row),
    epoch    bigint      NOT NULL,
    holder   text        NOT NULL,
    since    timestamptz NOT NULL,
    beat_at  timestamptz NOT NULL
);
INSERT INTO platen.server_epoch (epoch, holder, since, beat_at) VALUES (0, '', now(), now());

CREATE FUNCTION platen.raise_epoch(p_holder text) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
    v bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(88306412868953);
    UPDATE platen.server_epoch SET epoch = epoch + 1, holder = p_holder, since = clock_timestamp(), beat_at = clock_timestamp() RETURNING epoch INTO v;
    RETURN v;
END $$;

-- 0: this server takes part in no take-over (a cluster has its own membership).
CREATE FUNCTION platen.check_epoch(p_epoch bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v platen.server_epoch;
BEGIN
    IF p_epoch > 0 THEN
        SELECT * INTO v FROM platen.server_epoch;
        IF v.epoch <> p_epoch THEN
            RAISE EXCEPTION 'server % took over at % (number %); this one has number %', v.holder, v.since, v.epoch, p_epoch USING ERRCODE = 'PL001';
        END IF;
    END IF;
END $$;

CREATE FUNCTION platen.commit_fenced(p_commits jsonb, p_now timestamptz, p_plain boolean, p_epoch bigint) RETURNS SETOF platen.commit_outcome
LANGUAGE plpgsql AS $$
BEGIN
    IF p_epoch > 0 THEN
        PERFORM pg_advisory_xact_lock_shared(88306412868953);
        PERFORM platen.check_epoch(p_epoch);
    END IF;
    RETURN QUERY SELECT * FROM platen.commit_batch(p_commits, p_now, p_plain);
END $$;
