-- works-with: 0021
-- What is remembered of backups over restarts: when one was last tried and how that ended, and whether the alarm stands.
CREATE TABLE platen.backup_memory (
    tenant text  PRIMARY KEY,
    body   jsonb NOT NULL
);
