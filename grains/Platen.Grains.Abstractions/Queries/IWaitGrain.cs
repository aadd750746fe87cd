using Orleans.Concurrency;
using Platen.Domain.Replication;

namespace Platen.Grains.Abstractions.Queries;

/// <summary>The tenant's change feed for live pages. Stateless. Key: <see cref="GrainKeys.Tenant"/>.</summary>
[Alias("platen.queries.wait-grain")]
public interface IWaitGrain : IGrainWithStringKey
{
    /// <summary>The newest cursor: read it before the page's data, so that no change is missed.</summary>
    [Alias("cursor")]
    [AnySilo]
    [AlwaysInterleave]
    Task<long> CursorAsync(CancellationToken cancellationToken);

    /// <summary>Waits until the feed grows beyond the cursor or the time is over (20 s at most), and returns what changed: at most 500 items, none when the time is over.</summary>
    [Alias("wait-for-change")]
    [AnySilo]
    [AlwaysInterleave]
    Task<FeedPage> WaitForChangeAsync(long afterCursor, TimeSpan waitMax, CancellationToken cancellationToken);
}
