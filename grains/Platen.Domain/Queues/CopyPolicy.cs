using Platen.Domain.Sites;

namespace Platen.Domain.Queues;

/// <summary>
/// Whether a queue's jobs are copied in advance, sealed, to another site (MS02). It is a trade: such a job survives its branch, and waits for the server at each release, because only the server can say who prints it (ADR 0040).
/// </summary>
public sealed record CopyPolicy
{
    /// <summary>No copies.</summary>
    public static readonly CopyPolicy None = new();

    /// <summary>Where to.</summary>
    public CopyPlace Place { get; init; } = CopyPlace.None;

    /// <summary>The site, for <see cref="CopyPlace.Site"/>; else null.</summary>
    public SiteId? Site { get; init; }
}
