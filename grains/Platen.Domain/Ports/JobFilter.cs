using System.Collections.Immutable;
using Platen.Domain.Jobs;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Users;

namespace Platen.Domain.Ports;

/// <summary>Which jobs; what is null or empty does not restrict.</summary>
public sealed record JobFilter
{
    /// <summary>Of this owner.</summary>
    public UserId? Owner { get; init; }

    /// <summary>Of active users who name this one a delegate now, and open to delegates (PR16).</summary>
    public UserId? DelegatedTo { get; init; }

    /// <summary>Of this site.</summary>
    public SiteId? Site { get; init; }

    /// <summary>Of one of these sites, or of <see cref="OrOwner"/>; empty: of any.</summary>
    public ImmutableArray<SiteId> Sites { get; init; } = [];

    /// <summary>With <see cref="Sites"/>: this owner's, wherever they are.</summary>
    public UserId? OrOwner { get; init; }

    /// <summary>Of every site but this one.</summary>
    public SiteId? NotSite { get; init; }

    /// <summary>Of this queue.</summary>
    public QueueId? Queue { get; init; }

    /// <summary>In one of these states.</summary>
    public ImmutableArray<JobState> States { get; init; } = [];

    /// <summary>Without an owner.</summary>
    public bool UnclaimedOnly { get; init; }

    /// <summary>Whose data is still there.</summary>
    public bool DataKeptOnly { get; init; }

    /// <summary>Part of the title or of the claimed user's name; only the newest 20,000 jobs that the rest of the filter leaves are searched.</summary>
    public string Search { get; init; } = "";
}
