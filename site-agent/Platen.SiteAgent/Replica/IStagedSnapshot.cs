namespace Platen.SiteAgent.Replica;

/// <summary>The snapshot that is on its way and not visible yet. The agent link has one call to make here: when a link begins.</summary>
internal interface IStagedSnapshot
{
    /// <summary>
    /// Forgets what a broken link left of a snapshot, so that its first half is never joined to another link's batches. To be called when a link begins, before its first batch.
    /// The cursor has not moved, so the server sends the snapshot again.
    /// </summary>
    ValueTask AbandonAsync(CancellationToken cancellationToken);
}
