using System.Collections.Immutable;
using Platen.Domain.Sites;

namespace Platen.Domain.Roles;

/// <summary>A right that somebody holds, and where.</summary>
/// <param name="Right">The right.</param>
/// <param name="Sites">At these sites; empty: everywhere.</param>
public sealed record HeldRight(Right Right, ImmutableArray<SiteId> Sites)
{
    /// <summary>Whether it holds in the whole tenant.</summary>
    public bool IsEverywhere => Sites.IsEmpty;

    /// <summary>Whether it holds at that site.</summary>
    public bool HoldsAt(SiteId site) => Sites.IsEmpty || Sites.Contains(site);

    /// <summary>Whether it holds wherever the other one does.</summary>
    public bool Covers(HeldRight other) => Right == other.Right && (Sites.IsEmpty || (!other.Sites.IsEmpty && other.Sites.All(Sites.Contains)));
}
