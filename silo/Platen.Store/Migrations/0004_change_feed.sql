-- What changed, for agents and live pages. Cursors come from tenant_heads under its lock, so they are visible in the order they grow.
CREATE TABLE platen.change_feed (
    tenant  text        NOT NULL,
    cursor  bigint      NOT NULL,
    at      timestamptz NOT NULL,
    topic   smallint    NOT NULL,
    key     text        NOT NULL,
    site    text,
    removed boolean     NOT NULL,
    PRIMARY KEY (tenant, cursor)
);
