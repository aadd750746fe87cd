-- works-with: 0011
-- Sessions say what they are used with, from where, and how long they may be idle; and the tokens that programs act with: personal ones, and those of OAuth. Known by their SHA-256 only.
ALTER TABLE platen.web_sessions
    ADD COLUMN kind         smallint NOT NULL DEFAULT 0,
    ADD COLUMN origin       text     NOT NULL DEFAULT '',
    ADD COLUMN idle_seconds integer  NOT NULL DEFAULT 1800;

CREATE TABLE platen.tokens (
    tenant       text        NOT NULL,
    token_sha256 bytea       NOT NULL,
    kind         smallint    NOT NULL,
    family       uuid        NOT NULL,  -- all tokens that came from one consent; they end together
    user_id      uuid,
    client       text        NOT NULL,
    name         text        NOT NULL,
    scopes       integer[]   NOT NULL,
    certificate  text        NOT NULL,  -- SHA-256 of the client's certificate to which it is bound, hexadecimal; empty: none
    context      text        NOT NULL,  -- what a code is bound to
    user_code    text,
    state        smallint    NOT NULL DEFAULT 0,  -- of a device's code: 0 pending, 1 approved, 2 denied
    polled_at    timestamptz,
    poll_seconds integer     NOT NULL DEFAULT 0,
    issued_at    timestamptz NOT NULL,
    used_at      timestamptz,
    ends_at      timestamptz NOT NULL,
    PRIMARY KEY (tenant, token_sha256)
);
CREATE INDEX tokens_user ON platen.tokens (tenant, user_id, kind);
CREATE INDEX tokens_family ON platen.tokens (tenant, family);
CREATE INDEX tokens_ends ON platen.tokens (ends_at);
CREATE UNIQUE INDEX tokens_user_code ON platen.tokens (tenant, user_code) WHERE user_code IS NOT NULL;
