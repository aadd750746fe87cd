-- works-with: 0016
-- What users have agreed to, each with the one refresh token that is good: a selector that stays and a secret that changes, so that a token that was used before is known however long ago that was. And counts of tries, over all gateways.
CREATE TABLE platen.authorizations (
    tenant           text        NOT NULL,
    id               uuid        NOT NULL,  -- the family of its tokens
    user_id          uuid        NOT NULL,
    client           text        NOT NULL,
    scopes           integer[]   NOT NULL,
    certificate      text        NOT NULL,
    origin           text        NOT NULL,
    granted_at       timestamptz NOT NULL,
    activated_at     timestamptz,           -- when the program took its tokens
    used_at          timestamptz,
    ends_at          timestamptz NOT NULL,
    refresh_selector bytea,
    refresh_secret   bytea,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX authorizations_refresh ON platen.authorizations (tenant, refresh_selector) WHERE refresh_selector IS NOT NULL;
CREATE INDEX authorizations_user ON platen.authorizations (tenant, user_id);
CREATE INDEX authorizations_client ON platen.authorizations (tenant, client);
CREATE INDEX authorizations_ends ON platen.authorizations (ends_at);

ALTER TABLE platen.tokens ADD COLUMN act text NOT NULL DEFAULT '';  -- who acts for the user beside the client
CREATE INDEX tokens_client ON platen.tokens (tenant, client, kind) WHERE client <> '';

CREATE TABLE platen.tries (
    tenant  text        NOT NULL,
    who     text        NOT NULL COLLATE "C",
    since   timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    count   integer     NOT NULL,
    PRIMARY KEY (tenant, who)
);
CREATE INDEX tries_ends ON platen.tries (ends_at);
