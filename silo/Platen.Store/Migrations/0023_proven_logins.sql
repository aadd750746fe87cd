-- works-with: 0021
-- When the user of a session last gave a proof of who it is; NULL: at its start. A provider's own session, which may be hours old, is none.
ALTER TABLE platen.web_sessions ADD COLUMN proven_at timestamptz;
