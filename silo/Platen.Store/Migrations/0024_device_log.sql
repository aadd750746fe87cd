-- works-with: 0018
-- What devices told of themselves (LG04): alerts, states, and counter readings for billing. Not by month: each tenant says how long it keeps readings and the rest, so rows go by their time, in pieces.
CREATE TABLE platen.device_log (
    tenant   text        NOT NULL,
    device   text        NOT NULL,
    at       timestamptz NOT NULL,
    id       text        NOT NULL COLLATE "C",  -- site/agent/event/line
    site     text        NOT NULL,
    kind     smallint    NOT NULL,  -- DeviceLogKind; 1: a reading
    severity smallint    NOT NULL,
    slot     text        NOT NULL,  -- what a reading is for; a device has one of each
    body     jsonb       NOT NULL,
    PRIMARY KEY (tenant, device, at, id)
);
CREATE UNIQUE INDEX device_log_slot ON platen.device_log (tenant, device, slot) WHERE slot <> '';
CREATE INDEX device_log_at ON platen.device_log (tenant, at, id);
CREATE INDEX device_log_site ON platen.device_log (tenant, site, at, id);
CREATE INDEX device_log_readings ON platen.device_log (tenant, device, at, id) WHERE kind = 1;
-- the sweep's
CREATE INDEX device_log_billing ON platen.device_log (tenant, at) WHERE kind = 1;
CREATE INDEX device_log_trouble ON platen.device_log (tenant, at) WHERE kind <> 1;

CREATE FUNCTION platen.devicelog_version(t text, ch jsonb) RETURNS bigint
LANGUAGE sql AS $$ SELECT 0::bigint $$;

-- A reading that is there for its slot stays as it is.
CREATE FUNCTION platen.devicelog_write(t text, ch jsonb, p_now timestamptz) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO platen.device_log (tenant, device, at, id, site, kind, severity, slot, body)
    SELECT t, r ->> 'device', (r ->> 'at')::timestamptz, r ->> 'id', r ->> 'site', (r ->> 'kind')::smallint, (r ->> 'severity')::smallint, r ->> 'slot', r -> 'line'
    FROM jsonb_array_elements(ch -> 'body') r ON CONFLICT DO NOTHING
$$;

-- Logins, logouts and releases at a device, out of the audit log: agents give the device as the origin.
CREATE INDEX audit_entries_device ON platen.audit_entries (tenant, origin, at, position)
    WHERE action IN ('login.ok', 'login.first-phase', 'login.failed', 'logout', 'job.release-started', 'job.printed', 'job.partly-printed', 'job.not-printed');
