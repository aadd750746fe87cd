using System.Collections.Immutable;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Users;

namespace Platen.Console.Shared;

/// <summary>The form in which roles are given to a user or a group: a tick for each role, the sites at which it holds, and the groups over whose members it holds.</summary>
/// <param name="Action">Where it is posted to.</param>
/// <param name="Intro">What saving does, for people.</param>
/// <param name="Roles">The roles that there are.</param>
/// <param name="Grants">What is given now.</param>
/// <param name="Groups">Names of the groups in it.</param>
public sealed record GrantForm(string Action, string Intro, ImmutableArray<Role> Roles, ImmutableArray<RoleGrant> Grants, ImmutableDictionary<GroupId, string> Groups)
{
    private static readonly char[] SiteSeparators = [',', ' ', ';'];
    private static readonly char[] GroupSeparators = [',', ';'];

    /// <summary>The groups of a grant, as they are typed.</summary>
    public string GroupsOf(RoleGrant? grant) => grant is null ? "" : string.Join(", ", grant.Groups.Select(group => Groups.GetValueOrDefault(group) ?? group.ToString()));

    /// <summary>Reads the posted form; what is no site's id, and no group, becomes an error of it.</summary>
    public static async Task<ImmutableArray<RoleGrant>> ReadAsync(FormState form, ImmutableArray<Role> roles, GroupNames names)
    {
        var ticked = form.Text("role").Split(',');
        var grants = ImmutableArray.CreateBuilder<RoleGrant>();
        foreach (var role in roles.Where(role => ticked.Contains(role.Id.Value)))
        {
            grants.Add(RoleGrant.Narrowed(role.Id, ReadSites(form, role), await ReadGroupsAsync(form, role, names)));
        }

        return grants.ToImmutable();
    }

    private static ImmutableArray<SiteId> ReadSites(FormState form, Role role)
    {
        var sites = ImmutableArray.CreateBuilder<SiteId>();
        foreach (var text in form.Text($"sites-{role.Id}").Split(SiteSeparators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (SiteId.TryParse(text, out var site))
            {
                sites.Add(site);
            }
            else
            {
                form.General.Add($"'{text}' is no site's id.");
            }
        }

        return sites.ToImmutable();
    }

    private static async Task<ImmutableArray<GroupId>> ReadGroupsAsync(FormState form, Role role, GroupNames names)
    {
        var groups = ImmutableArray.CreateBuilder<GroupId>();
        foreach (var text in form.Text($"groups-{role.Id}").Split(GroupSeparators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(RoleRules.GroupsPerGrantMax + 1))
        {
            var (group, error) = await names.FindAsync(text);
            if (error is null)
            {
                groups.Add(group);
            }
            else
            {
                form.General.Add(error);
            }
        }

        return [.. groups.Distinct()];
    }
}
