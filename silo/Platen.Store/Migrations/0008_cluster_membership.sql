-- The table of silos, where grains run on a cluster of them. Orleans' ADO.NET provider asks the table OrleansQuery for the text of each of its queries, and fixes only the names of
-- parameters and result columns; tables and texts are ours. Every change of a silo's row steps its cluster's version, and fails when another silo stepped it first: silos agree on one sequence of tables.
-- An installation of one server never writes here.
CREATE SCHEMA IF NOT EXISTS orleans;

CREATE TABLE orleans.clusters (
    id         text        PRIMARY KEY CHECK (length(id) <= 150),
    version    integer     NOT NULL DEFAULT 0,
    changed_at timestamptz NOT NULL DEFAULT now()
);

-- A silo that restarts has a new generation, and a row of its own.
CREATE TABLE orleans.silos (
    cluster       text        NOT NULL REFERENCES orleans.clusters ON DELETE CASCADE,
    address       text        NOT NULL,
    port          integer     NOT NULL,
    generation    integer     NOT NULL,
    name          text        NOT NULL,
    host          text        NOT NULL,
    status        integer     NOT NULL,  -- Orleans' SiloStatus: 3 is Active, 6 is Dead
    gateway_port  integer     NOT NULL DEFAULT 0,
    suspect_times text,                  -- who votes it dead, and when
    started_at    timestamptz NOT NULL,
    alive_at      timestamptz NOT NULL,
    PRIMARY KEY (cluster, address, port, generation)
);

-- A cluster's silos with its version; one row of nulls when it has none.
CREATE VIEW orleans.membership AS
SELECT c.id AS cluster, s.address AS Address, s.port AS Port, s.generation AS Generation, s.name AS SiloName, s.host AS HostName, s.status AS Status, s.gateway_port AS ProxyPort,
    s.suspect_times AS SuspectTimes, s.started_at AS StartTime, s.alive_at AS IAmAliveTime, c.version AS Version
FROM orleans.clusters c LEFT JOIN orleans.silos s ON s.cluster = c.id;

CREATE TABLE orleans.OrleansQuery (
    QueryKey  text PRIMARY KEY,
    QueryText text NOT NULL
);

INSERT INTO orleans.OrleansQuery (QueryKey, QueryText) VALUES
('InsertMembershipVersionKey', $query$
WITH added AS (INSERT INTO orleans.clusters (id) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
SELECT count(*)::integer FROM added
$query$),
('InsertMembershipKey', $query$
WITH stepped AS (
    UPDATE orleans.clusters c SET version = c.version + 1, changed_at = now()
    WHERE c.id = @DeploymentId AND c.version = @Version
        AND NOT EXISTS (SELECT FROM orleans.silos s WHERE s.cluster = c.id AND s.address = @Address AND s.port = @Port AND s.generation = @Generation)
    RETURNING c.id),
added AS (
    INSERT INTO orleans.silos (cluster, address, port, generation, name, host, status, gateway_port, started_at, alive_at)
    SELECT id, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM stepped
    RETURNING 1)
SELECT count(*)::integer FROM added
$query$),
('UpdateMembershipKey', $query$
WITH stepped AS (
    UPDATE orleans.clusters c SET version = c.version + 1, changed_at = now()
    WHERE c.id = @DeploymentId AND c.version = @Version
        AND EXISTS (SELECT FROM orleans.silos s WHERE s.cluster = c.id AND s.address = @Address AND s.port = @Port AND s.generation = @Generation)
    RETURNING c.id),
changed AS (
    UPDATE orleans.silos s SET status = @Status, suspect_times = @SuspectTimes, alive_at = @IAmAliveTime
    FROM stepped WHERE s.cluster = stepped.id AND s.address = @Address AND s.port = @Port AND s.generation = @Generation
    RETURNING 1)
SELECT count(*)::integer FROM changed
$query$),
('UpdateIAmAlivetimeKey', $query$
UPDATE orleans.silos SET alive_at = @IAmAliveTime WHERE cluster = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$query$),
('MembershipReadRowKey', $query$
SELECT m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime, c.version AS Version
FROM orleans.clusters c LEFT JOIN orleans.membership m ON m.cluster = c.id AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation
WHERE c.id = @DeploymentId
$query$),
('MembershipReadAllKey', $query$
SELECT Address, Port, Generation, SiloName, HostName, Status, ProxyPort, SuspectTimes, StartTime, IAmAliveTime, Version FROM orleans.membership WHERE cluster = @DeploymentId
$query$),
('GatewaysQueryKey', $query$
SELECT address AS Address, gateway_port AS ProxyPort, generation AS Generation FROM orleans.silos WHERE cluster = @DeploymentId AND status = @Status AND gateway_port > 0
$query$),
('CleanupDefunctSiloEntriesKey', $query$
DELETE FROM orleans.silos WHERE cluster = @DeploymentId AND status <> 3 AND greatest(alive_at, started_at) < @IAmAliveTime
$query$),
('DeleteMembershipTableEntriesKey', $query$
DELETE FROM orleans.clusters WHERE id = @DeploymentId
$query$);
