using System.Collections.Immutable;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;

namespace Platen.Console.Shared;

/// <summary>Groups by the names that people type and read.</summary>
public sealed class GroupNames(IGrainFactory grains, TenantId tenant, Actor actor, CancellationToken cancellationToken)
{
    private const int CandidatesMax = 500;

    /// <summary>The group that a name or an id means, or what is wrong with it.</summary>
    public async Task<(GroupId Group, string? Error)> FindAsync(string text)
    {
        if (GroupId.TryParse(text, out var id))
        {
            return (id, null);
        }

        var page = await grains.Lists(tenant).ListGroupsAsync(text, new PageRequest("", CandidatesMax), actor, cancellationToken);
        ImmutableArray<Group> found = [.. page.Items.Where(group => group.Active && group.Name.Equals(text, StringComparison.OrdinalIgnoreCase))];
        return found.Length switch
        {
            1 => (found[0].Id, null),
            0 => (default, $"There is no group '{text}'; give a group's name."),
            _ => (default, $"Several groups are called '{text}'; give the id of one, which stands in its page's address."),
        };
    }

    /// <summary>Names of the groups in grants.</summary>
    public async Task<ImmutableDictionary<GroupId, string>> OfAsync(ImmutableArray<RoleGrant> grants)
    {
        var names = ImmutableDictionary.CreateBuilder<GroupId, string>();
        foreach (var id in grants.SelectMany(grant => grant.Groups).Distinct())
        {
            names[id] = (await grains.Group(tenant, id).GetAsync(cancellationToken))?.Name ?? id.ToString();
        }

        // a name that two groups have, or one with a comma in it, could not be read back
        var twice = names.GroupBy(pair => pair.Value, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1 || same.Key.AsSpan().ContainsAny(',', ';')).SelectMany(same => same).Select(pair => pair.Key);
        names.RemoveRange(twice.ToList());
        return names.ToImmutable();
    }
}
