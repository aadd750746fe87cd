using System.Collections.Immutable;

namespace Platen.Domain.Replication;

/// <summary>A page of the change feed. <see cref="TooOld"/>: the cursor is older than what is kept, take a snapshot.</summary>
public sealed record FeedPage(ImmutableArray<FeedItem> Items, long Cursor, bool TooOld);
