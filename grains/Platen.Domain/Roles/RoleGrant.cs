using System.Collections.Immutable;
using Platen.Domain.Sites;
using Platen.Domain.Users;

namespace Platen.Domain.Roles;

/// <summary>A role that somebody was given, and where it holds: in the whole tenant, or at some sites and over the members of some groups.</summary>
public sealed record RoleGrant
{
    /// <summary>The role.</summary>
    public required RoleId Role { get; init; }

    /// <summary>The sites to which it is narrowed; empty: it holds in the whole tenant. Rights that have nothing to do with sites (<see cref="RightReach"/>) are not given by a narrowed grant.</summary>
    public ImmutableArray<SiteId> Sites { get; init; } = [];

    /// <summary>The groups over whose members it holds (<see cref="RightReach.Groups"/>). A grant with groups always has sites, <see cref="HeldRight.NoSite"/> at least: see <see cref="Narrowed"/>.</summary>
    public ImmutableArray<GroupId> Groups { get; init; } = [];

    /// <summary>Whether it holds in the whole tenant.</summary>
    public bool HoldsEverywhere() => Sites.IsEmpty && Groups.IsEmpty;

    /// <summary>The sites that there are among <see cref="Sites"/>.</summary>
    public ImmutableArray<SiteId> NamedSites() => [.. Sites.Where(site => site != HeldRight.NoSite)];

    /// <summary>A role at some sites and over the members of some groups; without either, in the whole tenant.</summary>
    public static RoleGrant Narrowed(RoleId role, ImmutableArray<SiteId> sites, ImmutableArray<GroupId> groups) =>
        new() { Role = role, Sites = sites.IsEmpty && !groups.IsEmpty ? [HeldRight.NoSite] : sites, Groups = groups };

    /// <summary>Whether another grant says the same.</summary>
    public bool Matches(RoleGrant other) => Role == other.Role && Sites.SequenceEqual(other.Sites) && Groups.SequenceEqual(other.Groups);
}
