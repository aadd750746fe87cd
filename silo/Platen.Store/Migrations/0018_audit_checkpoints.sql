-- works-with: 0016
-- Signed heads of the audit chains (I7), and what the last verification found. The signing key is never here: these rows can be removed by who can write the database, but not made.
CREATE TABLE platen.audit_certificates (
    tenant text  NOT NULL,
    sha256 bytea NOT NULL,
    der    bytea NOT NULL,
    PRIMARY KEY (tenant, sha256)
);

CREATE TABLE platen.audit_checkpoints (
    tenant      text        NOT NULL,
    chain       text        NOT NULL,
    position    bigint      NOT NULL,
    kind        smallint    NOT NULL,
    hash        bytea       NOT NULL,
    at          timestamptz NOT NULL,
    feed_cursor bigint      NOT NULL,
    certificate bytea       NOT NULL,  -- SHA-256 of it
    signature   bytea       NOT NULL,
    PRIMARY KEY (tenant, chain, position, kind)
);
-- retention asks which checkpoint is the last one before a time; verification, which ones came after one
CREATE INDEX audit_checkpoints_at ON platen.audit_checkpoints (tenant, chain, at);

CREATE TABLE platen.audit_verdicts (
    tenant text PRIMARY KEY,
    body   jsonb NOT NULL
);
