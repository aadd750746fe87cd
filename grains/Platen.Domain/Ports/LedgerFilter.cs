using System.Collections.Immutable;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Domain.Users;

namespace Platen.Domain.Ports;

/// <summary>Which ledger entries; what is null does not restrict.</summary>
public sealed record LedgerFilter
{
    /// <summary>From then on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before then.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Of this user.</summary>
    public UserId? User { get; init; }

    /// <summary>Of this device.</summary>
    public DeviceId? Device { get; init; }

    /// <summary>Of this site.</summary>
    public SiteId? Site { get; init; }

    /// <summary>Of one of these sites, or of <see cref="OrUser"/>; empty: of any.</summary>
    public ImmutableArray<SiteId> Sites { get; init; } = [];

    /// <summary>With <see cref="Sites"/>: this user's, wherever they are.</summary>
    public UserId? OrUser { get; init; }

    /// <summary>Of this job.</summary>
    public JobId? Job { get; init; }
}
