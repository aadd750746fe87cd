using System.Collections.Immutable;
using Platen.Domain.Sites;
using Platen.Domain.Users;

namespace Platen.Domain.Roles;

/// <summary>A right that somebody holds, and where.</summary>
/// <param name="Right">The right.</param>
/// <param name="Sites">At these sites; empty: everywhere.</param>
public sealed record HeldRight(Right Right, ImmutableArray<SiteId> Sites)
{
    /// <summary>
    /// No site has this id. A right that is narrowed to groups only is "at" it, so that whoever knows nothing of groups (a server of the last version, a check of sites) takes it to hold nowhere, never everywhere.
    /// </summary>
    public static readonly SiteId NoSite = SiteId.Parse("0.no-site");

    /// <summary>Over the members of these groups, beside the sites.</summary>
    public ImmutableArray<GroupId> Groups { get; init; } = [];

    /// <summary>Whether it holds in the whole tenant.</summary>
    public bool IsEverywhere => Sites.IsEmpty;

    /// <summary>The sites that there are among <see cref="Sites"/>.</summary>
    public ImmutableArray<SiteId> NamedSites() => [.. Sites.Where(site => site != NoSite)];

    /// <summary>A right over the members of groups, and nowhere else.</summary>
    public static HeldRight Over(Right right, ImmutableArray<GroupId> groups) => new(right, [NoSite]) { Groups = groups };

    /// <summary>Whether it holds at that site.</summary>
    public bool HoldsAt(SiteId site) => Sites.IsEmpty || Sites.Contains(site);

    /// <summary>Whether it holds over somebody who is in these groups.</summary>
    public bool HoldsOver(ImmutableArray<GroupId> memberOf) => Sites.IsEmpty || Groups.Any(group => memberOf.Contains(group));

    /// <summary>Whether it holds wherever the other one does.</summary>
    public bool Covers(HeldRight other) =>
        Right == other.Right && (Sites.IsEmpty || (!other.Sites.IsEmpty && other.Sites.All(site => site == NoSite || Sites.Contains(site)) && other.Groups.All(Groups.Contains)));
}
