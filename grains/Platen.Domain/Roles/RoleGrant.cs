using System.Collections.Immutable;
using Platen.Domain.Sites;

namespace Platen.Domain.Roles;

/// <summary>A role that somebody was given, and where it holds.</summary>
public sealed record RoleGrant
{
    /// <summary>The role.</summary>
    public required RoleId Role { get; init; }

    /// <summary>The sites to which it is narrowed; empty: it holds in the whole tenant. Rights that have nothing to do with sites (<see cref="RightReach"/>) are not given by a narrowed grant.</summary>
    public ImmutableArray<SiteId> Sites { get; init; } = [];

    /// <summary>Whether another grant says the same.</summary>
    public bool Matches(RoleGrant other) => Role == other.Role && Sites.SequenceEqual(other.Sites);
}
