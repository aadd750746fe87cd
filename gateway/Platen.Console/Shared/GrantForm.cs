using System.Collections.Immutable;
using Platen.Domain.Roles;
using Platen.Domain.Sites;

namespace Platen.Console.Shared;

/// <summary>The form in which roles are given to a user or a group: a tick for each role, and the sites at which it holds.</summary>
/// <param name="Action">Where it is posted to.</param>
/// <param name="Intro">What saving does, for people.</param>
/// <param name="Roles">The roles that there are.</param>
/// <param name="Grants">What is given now.</param>
public sealed record GrantForm(string Action, string Intro, ImmutableArray<Role> Roles, ImmutableArray<RoleGrant> Grants)
{
    private static readonly char[] SiteSeparators = [',', ' ', ';'];

    /// <summary>Reads the posted form; what is no site's id becomes an error of it.</summary>
    public static ImmutableArray<RoleGrant> Read(FormState form, ImmutableArray<Role> roles)
    {
        var ticked = form.Text("role").Split(',');
        return [.. roles.Where(role => ticked.Contains(role.Id.Value)).Select(role => Read(form, role))];
    }

    private static RoleGrant Read(FormState form, Role role)
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

        return new RoleGrant { Role = role.Id, Sites = sites.ToImmutable() };
    }
}
