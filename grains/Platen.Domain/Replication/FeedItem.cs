namespace Platen.Domain.Replication;

/// <summary>A change-feed entry with its cursor. Cursors grow in commit order: who has read up to one has missed nothing before it.</summary>
public sealed record FeedItem(long Cursor, FeedEntry Entry);
