using System.Collections.Immutable;
using Platen.Domain.Devices;
using Platen.Domain.Devices.Log;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Store.Json;

namespace Platen.Store.DeviceLog;

/// <summary>A row of a device's list as Dapper reads it: of the log, or of the audit log.</summary>
internal sealed class DeviceLogRow
{
    // no address, and nobody else's name
    private static readonly ImmutableArray<string> Shown = ["method", "result", "by-timeout", "impressions", "reason"];

    public required DateTime At { get; init; }

    public required string Key { get; init; }

    public required string Site { get; init; }

    public required string Device { get; init; }

    public string? Body { get; init; }

    public string? Action { get; init; }

    public string? Actor { get; init; }

    public string? Subject { get; init; }

    public bool Success { get; init; }

    public string? Details { get; init; }

    /// <summary>The id is the place among lines of one moment: pages go on behind it.</summary>
    public DeviceLogEntry ToEntry(TenantId tenant) => new()
    {
        Tenant = tenant,
        Site = SiteId.Parse(Site),
        Device = DeviceId.Parse(Device),
        Id = Key,
        Line = Body is null ? OfAudit() : StoreJson.Read<DeviceLogLine>(Body) with { At = new DateTimeOffset(At, TimeSpan.Zero) },
        User = Named(Actor, "user:") is { } user && UserId.TryParse(user, out var id) ? id : null,
        Job = Named(Subject, "job:") is { } name && JobId.TryParse(name, out var job) ? job : null,
        Success = Success,
    };

    private static string? Named(string? text, string kind) => text is not null && text.StartsWith(kind, StringComparison.Ordinal) ? text[kind.Length..] : null;

    private DeviceLogLine OfAudit()
    {
        var details = StoreJson.Read<ImmutableSortedDictionary<string, string>>(Details!);
        return new DeviceLogLine
        {
            At = new DateTimeOffset(At, TimeSpan.Zero),
            Kind = Action == "logout" ? DeviceLogKind.Logout : Action!.StartsWith("login.", StringComparison.Ordinal) ? DeviceLogKind.Login : DeviceLogKind.Release,
            Severity = Success ? DeviceLogSeverity.Information : DeviceLogSeverity.Warning,
            Code = Action!,
            Text = string.Join(", ", Shown.Where(details.ContainsKey).Select(name => $"{name} {details[name]}")),
        };
    }
}
