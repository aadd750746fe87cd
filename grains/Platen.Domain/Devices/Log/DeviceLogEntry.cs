using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Devices.Log;

/// <summary>A line in the record: whose device's it is. Lines from <see cref="DeviceLogKind.Login"/> on are not stored as such, they come out of the audit log.</summary>
public sealed record DeviceLogEntry
{
    /// <summary>Whose device it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The device's site.</summary>
    public required SiteId Site { get; init; }

    /// <summary>The device.</summary>
    public required DeviceId Device { get; init; }

    /// <summary>Names the line among all of the tenant; ordered among lines of one moment.</summary>
    public required string Id { get; init; }

    /// <summary>What it says.</summary>
    public required DeviceLogLine Line { get; init; }

    /// <summary>Who it was, of a login, logout or release; null: nobody, or not for whoever reads this.</summary>
    public UserId? User { get; init; }

    /// <summary>It was somebody whom the reader may not see (AZ09).</summary>
    public bool IsUserWithheld { get; init; }

    /// <summary>A release's job, for who may see it.</summary>
    public JobId? Job { get; init; }

    /// <summary>Whether it went well.</summary>
    public bool Success { get; init; } = true;
}
