using System.Globalization;
using Platen.Domain.Devices.Log;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Store.Connections;
using Platen.Store.Queries;

namespace Platen.Store.DeviceLog;

/// <summary>
/// Devices' logs in PostgreSQL. One device's list is two streams, its own lines and the audit log's about it, each read by its index from the same point of time on and limited, then merged.
/// </summary>
internal sealed class DeviceLogReader(StoreDatabase database) : IDeviceLog
{
    // as the index audit_entries_device has them
    private const string Actions = "'login.ok', 'login.first-phase', 'login.failed', 'logout', 'job.release-started', 'job.printed', 'job.partly-printed', 'job.not-printed'";
    private const string Logins = "'login.ok', 'login.first-phase', 'login.failed', 'logout'";

    private const int ReadingKind = (int)DeviceLogKind.Reading;

    public Task<ResultPage<DeviceLogEntry>> ListAsync(TenantId tenant, DeviceLogFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var where = new Where().And("tenant = @Tenant", "Tenant", tenant.Value);
        return PageReader.ReadAsync<DeviceLogRow, DeviceLogEntry>(
            database, Sql(where, filter, page), where.Parameters, PageKey.Limit(page.Limit), row => row.ToEntry(tenant), Key, cancellationToken);
    }

    internal static string Sql(Where shared, DeviceLogFilter filter, PageRequest page)
    {
        shared.AndIf("at >= @From", "From", filter.From?.UtcDateTime).AndIf("at < @Before", "Before", filter.Before?.UtcDateTime).AndIf("site = @Site", "Site", filter.Site?.Value);
        if (page.After.Length > 0)
        {
            var key = PageKey.Split(page.After, 2);
            shared.And("at <= @AfterAt", "AfterAt", PageKey.Time(key[0]));
            shared.Parameters.Add("AfterKey", key[1]);
        }

        var own = Own(shared, filter, page.After.Length > 0);
        return filter.Device is null || !WantsOthers(filter)
            ? $"{own} ORDER BY at DESC, id DESC LIMIT @Limit"
            : $"SELECT * FROM (({own} ORDER BY at DESC, id DESC LIMIT @Limit) UNION ALL ({Others(filter, page.After.Length > 0)} ORDER BY at DESC, position DESC LIMIT @Limit)) rows ORDER BY at DESC, key DESC LIMIT @Limit";
    }

    private static string Key(DeviceLogEntry entry) => PageKey.Of(entry.Line.At, entry.Id);

    private static bool WantsOthers(DeviceLogFilter filter) =>
        filter.SeverityMin <= DeviceLogSeverity.Information && (filter.Wants(DeviceLogKind.Login) || filter.Wants(DeviceLogKind.Logout) || filter.Wants(DeviceLogKind.Release))
        && (filter.LogSites is not { } sites || (filter.Site is { } site && sites.Contains(site)));

    private static string Own(Where where, DeviceLogFilter filter, bool isNext)
    {
        where.AndIf("device = @Device", "Device", filter.Device?.Value);
        if (!filter.Kinds.IsEmpty)
        {
            where.And("kind = ANY (@Kinds)", "Kinds", filter.Kinds.Select(kind => (short)kind).ToArray());
        }

        if (filter.SeverityMin > DeviceLogSeverity.Unspecified)
        {
            where.And($"(severity >= @Severity OR kind = {ReadingKind})", "Severity", (short)filter.SeverityMin);
        }

        if (isNext)
        {
            where.And("(at, '2' || id COLLATE \"C\") < (@AfterAt, @AfterKey)");
        }

        AndSites(where, filter);
        where.AndContains(filter.Search, "(body ->> 'code')", "(body ->> 'text')", "(body ->> 'serialNumber')");
        return $"""
            SELECT at, '2' || id COLLATE "C" AS key, site, device, id, 0::bigint AS position, body::text AS Body, NULL::text AS Action, NULL::text AS Actor, NULL::text AS Subject, true AS Success, NULL::text AS Details
            FROM platen.device_log WHERE {where.Sql}
            """;
    }

    private static void AndSites(Where where, DeviceLogFilter filter)
    {
        if (filter.LogSites is null && filter.ReadingSites is null)
        {
            return;
        }

        where.And($"(kind = {ReadingKind} AND {Among(filter.ReadingSites, "ReadingSites")} OR kind <> {ReadingKind} AND {Among(filter.LogSites, "LogSites")})");
        where.Parameters.Add("ReadingSites", Names(filter.ReadingSites));
        where.Parameters.Add("LogSites", Names(filter.LogSites));
    }

    private static string Among(IReadOnlyCollection<SiteId>? sites, string name) => sites is null ? "true" : $"site = ANY (@{name})";

    private static string[] Names(IEnumerable<SiteId>? sites) => [.. (sites ?? []).Select(site => site.Value)];

    // the same parameters as the device's own lines: time, device, search, place
    private static string Others(DeviceLogFilter filter, bool isNext)
    {
        var where = new Where().And("tenant = @Tenant").And("origin = @Device").And($"action IN ({Actions})");
        if (filter.Site is not null)
        {
            where.And("chain = @Site");
        }

        if (filter.From is not null)
        {
            where.And("at >= @From");
        }

        if (filter.Before is not null)
        {
            where.And("at < @Before");
        }

        if (filter.Search.Length > 0)
        {
            where.And("(action ILIKE @Search ESCAPE '\\' OR details::text ILIKE @Search ESCAPE '\\')");
        }

        where.And(OfKinds(filter));
        if (isNext)
        {
            where.And("at <= @AfterAt").And("(at, '1' || lpad(position::text, 19, '0') COLLATE \"C\") < (@AfterAt, @AfterKey)");
        }

        return $"""
            SELECT at, '1' || lpad(position::text, 19, '0') COLLATE "C" AS key, chain AS site, origin AS device, '' AS id, position, NULL::text AS Body, action AS Action, actor AS Actor, subject AS Subject, success AS Success, details::text AS Details
            FROM platen.audit_entries WHERE {where.Sql}
            """;
    }

    private static string OfKinds(DeviceLogFilter filter)
    {
        var wanted = new[]
        {
            filter.Wants(DeviceLogKind.Login) ? "action LIKE 'login.%'" : "",
            filter.Wants(DeviceLogKind.Logout) ? "action = 'logout'" : "",
            filter.Wants(DeviceLogKind.Release) ? $"action NOT IN ({Logins})" : "",
        };
        return string.Create(CultureInfo.InvariantCulture, $"({string.Join(" OR ", wanted.Where(condition => condition.Length > 0))})");
    }
}
