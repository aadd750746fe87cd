-- works-with: 0018
-- The security log: few kinds of audit entries among many. Jobs' entries, which are most, stay out of the index.
CREATE INDEX audit_entries_action ON platen.audit_entries (tenant, action, at, position, chain) WHERE action NOT LIKE 'job.%';
