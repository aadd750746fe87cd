using Platen.Domain.Sites;

namespace Platen.Domain.Replication;

/// <summary>One change that others must learn of: agents (through their site), live pages. Written in the transaction of the change itself.</summary>
/// <param name="Topic">What kind of record changed.</param>
/// <param name="Key">Its id within the tenant.</param>
/// <param name="Site">The only site concerned; null: all.</param>
/// <param name="Removed">The record is gone.</param>
public sealed record FeedEntry(FeedTopic Topic, string Key, SiteId? Site, bool Removed = false);
