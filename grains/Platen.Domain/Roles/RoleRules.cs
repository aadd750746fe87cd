using System.Collections.Immutable;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Roles;

/// <summary>What roles and grants must be like, and who may make and give them: nobody gives what the giver does not hold.</summary>
public static class RoleRules
{
    /// <summary>Most own roles of a tenant.</summary>
    public const int RolesMax = 50;

    /// <summary>Most grants of a user.</summary>
    public const int GrantsMax = 20;

    /// <summary>Most groups that have roles.</summary>
    public const int GroupsMax = 200;

    /// <summary>Most sites of one grant.</summary>
    public const int SitesMax = 200;

    /// <summary>Most groups over whose members one grant holds.</summary>
    public const int GroupsPerGrantMax = 20;

    /// <summary>All that is wrong with a role; empty: nothing.</summary>
    public static ImmutableArray<string> Check(Role role)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        RuleText.Name(errors, "The name", role.Name);
        if (BuiltInRoles.Has(role.Id))
        {
            errors.Add($"'{role.Id}' is a built-in role, which cannot be changed; choose another id.");
        }

        if (role.Rights.Any(right => RightCatalog.Delegable.All(info => info.Right != right)))
        {
            errors.Add($"The rights name one that is none, or that everybody has; the rights are {string.Join(", ", RightCatalog.Delegable.Select(info => RightCatalog.Word(info.Right)))}.");
        }

        if (role.Rights.Distinct().Count() != role.Rights.Length)
        {
            errors.Add("The rights name one twice.");
        }

        return errors.ToImmutable();
    }

    /// <summary>All that is wrong with a user's grants; empty: nothing.</summary>
    public static ImmutableArray<string> Check(ImmutableArray<RoleGrant> grants, Tenant tenant)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        if (grants.Length > GrantsMax)
        {
            errors.Add($"The roles are {grants.Length}; {GrantsMax} at most are allowed.");
        }

        foreach (var grant in grants)
        {
            if (Delegation.Find(tenant, grant.Role) is null)
            {
                errors.Add($"There is no role '{grant.Role}'.");
            }
            else if (grant.Sites.Length > SitesMax)
            {
                errors.Add($"The role '{grant.Role}' is narrowed to {grant.Sites.Length} sites; {SitesMax} at most are allowed.");
            }
            else if (grant.Groups.Length > GroupsPerGrantMax)
            {
                errors.Add($"The role '{grant.Role}' is narrowed to {grant.Groups.Length} groups; {GroupsPerGrantMax} at most are allowed.");
            }
            else if (!grant.Groups.IsEmpty && grant.Sites.IsEmpty)
            {
                errors.Add($"The role '{grant.Role}' names groups, but counts as given in the whole company; a grant over groups has sites, '{HeldRight.NoSite}' at least.");
            }
            else if (!Gives(grant, tenant, RightReach.Sites, grant.NamedSites().Length))
            {
                errors.Add($"The role '{grant.Role}' has no right that can be narrowed to sites; give it in the whole company, or choose another one.");
            }
            else if (!Gives(grant, tenant, RightReach.Groups, grant.Groups.Length))
            {
                errors.Add($"The role '{grant.Role}' has no right that can be narrowed to the members of groups; give it in the whole company, or choose another one.");
            }
            else if (!Delegation.Give(grant, tenant).Any())
            {
                errors.Add($"The role '{grant.Role}' has no right to give.");
            }
        }

        return errors.ToImmutable();
    }

    // what a grant is narrowed to must be good for something
    private static bool Gives(RoleGrant grant, Tenant tenant, RightReach reach, int named) =>
        named == 0 || Delegation.Give(grant, tenant).Any(held => RightCatalog.Find(held.Right)!.Reach == reach);

    /// <summary>The first right of these that the actor does not hold as widely, so that the actor cannot give it; null: there is none.</summary>
    public static Right? NotHeld(Actor actor, IEnumerable<HeldRight> rights) =>
        rights.Where(right => !Rights.Covers(actor, right)).Select(right => (Right?)right.Right).FirstOrDefault();
}
