-- The audit log: hash chains from their first rows (LG01-LG03, I7). hash = SHA-256(previous hash, position as 8 bytes, rest of the
-- canonical form); the rest is made by the program (docs/architecture/store.md), position and chaining here, under the head's lock.
CREATE TABLE platen.audit_heads (
    tenant   text   NOT NULL,
    chain    text   NOT NULL,
    position bigint NOT NULL,
    hash     bytea  NOT NULL,
    PRIMARY KEY (tenant, chain)
);

CREATE TABLE platen.audit_entries (
    tenant        text        NOT NULL,
    chain         text        NOT NULL,
    position      bigint      NOT NULL,
    form          smallint    NOT NULL,  -- version of the canonical form
    at            timestamptz NOT NULL,
    actor         text        NOT NULL,
    origin        text        NOT NULL,
    action        text        NOT NULL,
    subject       text        NOT NULL,
    success       boolean     NOT NULL,
    details       jsonb       NOT NULL,
    previous_hash bytea       NOT NULL,
    hash          bytea       NOT NULL,
    PRIMARY KEY (tenant, chain, position)
);
CREATE INDEX audit_entries_at ON platen.audit_entries (tenant, at, position, chain);
