using Platen.Domain.Replication;
using Platen.Domain.Sites;

namespace Platen.Store.Feed;

/// <summary>A row of the feed with the tenant's head; without a cursor: nothing new.</summary>
internal sealed class FeedRow
{
    public long HeadCursor { get; init; }

    public long Floor { get; init; }

    public long? Cursor { get; init; }

    public short? Topic { get; init; }

    public string? Key { get; init; }

    public string? Site { get; init; }

    public bool? Removed { get; init; }

    public FeedItem ToItem() =>
        new(Cursor ?? 0, new FeedEntry((FeedTopic)(Topic ?? 0), Key ?? "", Site is null ? null : SiteId.Parse(Site), Removed ?? false));
}
