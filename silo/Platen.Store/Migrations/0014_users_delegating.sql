-- works-with: 0011
-- Users who name delegates, the few among the many: whose jobs somebody may release beside the own ones (PR16).
CREATE INDEX users_delegating ON platen.users (tenant, id) WHERE body -> 'delegates' <> '[]'::jsonb;
