-- works-with: 0018
-- What the watch over failed logins has counted, and codes of logins by phone: minutes of life each, but longer than a server's or a grain's.
CREATE TABLE platen.login_failures (
    tenant text        NOT NULL,
    at     timestamptz NOT NULL,
    site   text        NOT NULL,
    place  text        NOT NULL,
    tag    bytea       NOT NULL  -- a keyed tag of what was typed, never that itself
);
CREATE INDEX login_failures_at ON platen.login_failures (tenant, at);

CREATE TABLE platen.qr_logins (
    tenant      text        NOT NULL,
    code_sha256 bytea       NOT NULL,
    site        text        NOT NULL,
    device      text        NOT NULL,
    number      smallint    NOT NULL,
    choices     smallint[]  NOT NULL,
    ends_at     timestamptz NOT NULL,
    state       smallint    NOT NULL,  -- 0 waits, 1 approved, 2 used
    user_id     uuid,                  -- who approved it
    PRIMARY KEY (tenant, code_sha256)
);
CREATE INDEX qr_logins_device ON platen.qr_logins (tenant, site, device, ends_at);
CREATE INDEX qr_logins_ends ON platen.qr_logins (ends_at);
