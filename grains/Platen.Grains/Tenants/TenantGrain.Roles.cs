using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Tenants;
using Platen.Grains.Records;
using Platen.Grains.Users;

namespace Platen.Grains.Tenants;

/// <summary>The tenant's own roles. A change of one holds for everybody who has it, at the next call.</summary>
internal sealed partial class TenantGrain
{
    public Task<CommandResult> PutRoleAsync(PutRole command, Actor actor, CancellationToken cancellationToken)
    {
        var role = new Role { Id = command.Role, Name = command.Name, Rights = [.. command.Rights.Order()] };
        return WriteAsync(row => PutRole(row, role, actor), cancellationToken);
    }

    public async Task<CommandResult> RemoveRoleAsync(RoleId role, Actor actor, CancellationToken cancellationToken)
    {
        // a role of the same name that is made later must not surprise those who had this one
        if (Rights.HasEverywhere(actor, Right.EditRoles) && await Store.HasUserWithRoleAsync(Tenant, role, cancellationToken))
        {
            return CommandResult.Not(CommandCode.Refused, $"The role '{role}' is given to users; take it away from them first.");
        }

        return await WriteAsync(row => RemoveRole(row, role, actor), cancellationToken);
    }

    public async Task<CommandResult> SetGroupRolesAsync(SetGroupRoles command, Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.HasEverywhere(actor, Right.EditRoles))
        {
            return Refusals.Needs(Right.EditRoles);
        }

        var missing = await GrantedGroups.MissingAsync(Store, Tenant, command.Grants, cancellationToken);
        if (missing.Length > 0)
        {
            return CommandResult.Not(CommandCode.Invalid, missing);
        }

        return await Store.FindGroupAsync(Tenant, command.Group, cancellationToken) is null
            ? Refusals.NotFound("such group")
            : await WriteAsync(row => SetGroupRoles(row, command, actor), cancellationToken);
    }

    private Draft<Tenant> SetGroupRoles(Tenant? row, SetGroupRoles command, Actor actor)
    {
        if (row is null)
        {
            return Draft<Tenant>.Refuse(Refusals.NotFound("such tenant"));
        }

        var errors = RoleRules.Check(command.Grants, row);
        var before = Delegation.OfGroups([command.Group], row);
        if (before.IsEmpty && row.GroupRoles.Length >= RoleRules.GroupsMax)
        {
            errors = errors.Add($"{RoleRules.GroupsMax} groups have roles already; take them away from one first.");
        }

        if (errors.Length > 0)
        {
            return Draft<Tenant>.Refuse(CommandCode.Invalid, errors);
        }

        if (RoleRules.NotHeld(actor, [.. Delegation.HeldBy(before, row), .. Delegation.HeldBy(command.Grants, row)]) is { } missing)
        {
            return Draft<Tenant>.Refuse(Refusals.CannotGive(missing));
        }

        var others = row.GroupRoles.RemoveAll(roles => roles.Group == command.Group);
        var next = row with { GroupRoles = command.Grants.IsEmpty ? others : others.Add(new GroupRoles(command.Group, command.Grants)), Version = row.Version + 1 };
        var audit = ConsoleCommit.Audit(actor, Now, "group.roles-set", $"group:{command.Group}", details: [("before", GrantWords.Of(before)), ("after", GrantWords.Of(command.Grants))]);
        return Draft<Tenant>.Write(ConsoleCommit.Of(Tenant, [Change(row, next)], audit, Feed()), next);
    }

    private Draft<Tenant> PutRole(Tenant? row, Role role, Actor actor)
    {
        var known = row?.Roles.FirstOrDefault(other => other.Id == role.Id);
        if (WhyNotEdit(row, [known, role], actor) is { } refusal)
        {
            return Draft<Tenant>.Refuse(refusal);
        }

        var errors = RoleRules.Check(role);
        if (known is null && row!.Roles.Length >= RoleRules.RolesMax)
        {
            errors = errors.Add($"There are {RoleRules.RolesMax} roles already; remove one first.");
        }

        if (errors.Length > 0)
        {
            return Draft<Tenant>.Refuse(CommandCode.Invalid, errors);
        }

        var roles = row!.Roles.RemoveAll(other => other.Id == role.Id).Add(role).Sort((a, b) => string.CompareOrdinal(a.Id.Value, b.Id.Value));
        return SaveRoles(row, row with { Roles = roles, Version = row.Version + 1 }, known is null ? "role.created" : "role.updated", role.Id, known, role, actor);
    }

    private Draft<Tenant> RemoveRole(Tenant? row, RoleId id, Actor actor)
    {
        var known = row?.Roles.FirstOrDefault(role => role.Id == id);
        if (WhyNotEdit(row, [known], actor) is { } refusal)
        {
            return Draft<Tenant>.Refuse(refusal);
        }

        if (row!.GroupRoles.Any(roles => roles.Grants.Any(grant => grant.Role == id)))
        {
            return Draft<Tenant>.Refuse(CommandCode.Refused, $"The role '{id}' is given to a group; take it away from it first.");
        }

        return known is null
            ? Draft<Tenant>.Refuse(Refusals.NotFound($"own role '{id}'"))
            : SaveRoles(row!, row! with { Roles = row!.Roles.Remove(known), Version = row.Version + 1 }, "role.removed", id, known, null, actor);
    }

    private static CommandResult? WhyNotEdit(Tenant? row, ReadOnlySpan<Role?> roles, Actor actor)
    {
        if (!Rights.HasEverywhere(actor, Right.EditRoles))
        {
            return Refusals.Needs(Right.EditRoles);
        }

        foreach (var role in roles)
        {
            if (RoleRules.NotHeld(actor, RightCatalog.WithImplied(role?.Rights ?? []).Select(right => new HeldRight(right, []))) is { } missing)
            {
                return Refusals.CannotGive(missing);
            }
        }

        return row is null ? Refusals.NotFound("such tenant") : null;
    }

    private Draft<Tenant> SaveRoles(Tenant row, Tenant next, string action, RoleId role, Role? before, Role? after, Actor actor)
    {
        var audit = ConsoleCommit.Audit(actor, Now, action, $"role:{role}", details: [("before", Words(before)), ("after", Words(after))]);
        return Draft<Tenant>.Write(ConsoleCommit.Of(Tenant, [Change(row, next)], audit, Feed()), next);
    }

    private static string Words(Role? role) => role is null ? "" : $"{role.Name}: {string.Join(", ", role.Rights.Select(RightCatalog.Word))}";
}
