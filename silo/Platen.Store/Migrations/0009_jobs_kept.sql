-- A person's jobs that can still be printed, among years of those that are over: what panels of other sites list.
CREATE INDEX jobs_kept ON platen.jobs (tenant, owner, id) WHERE (body ->> 'dataKept')::boolean;
