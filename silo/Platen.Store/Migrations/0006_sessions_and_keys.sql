-- Logins on the console, set-up links (both known by the SHA-256 of their tokens only), and keys wrapped by the server's master key.
CREATE TABLE platen.web_sessions (
    token_sha256 bytea       PRIMARY KEY,
    tenant       text        NOT NULL,
    user_id      uuid        NOT NULL,
    started_at   timestamptz NOT NULL,
    last_seen    timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL
);
CREATE INDEX web_sessions_user ON platen.web_sessions (tenant, user_id);
CREATE INDEX web_sessions_ends ON platen.web_sessions (ends_at);

CREATE TABLE platen.setup_tokens (
    tenant       text        PRIMARY KEY,
    token_sha256 bytea       NOT NULL UNIQUE,
    ends_at      timestamptz NOT NULL
);

CREATE TABLE platen.credential_keys (
    tenant  text  PRIMARY KEY,
    wrapped bytea NOT NULL
);
