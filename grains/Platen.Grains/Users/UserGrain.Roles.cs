using System.Collections.Immutable;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Records;

namespace Platen.Grains.Users;

/// <summary>Roles: what a user is given, and that an administrator is left.</summary>
internal sealed partial class UserGrain
{
    public async Task<CommandResult> SetGrantsAsync(SetGrants command, Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.HasEverywhere(actor, Right.EditRoles))
        {
            return Refusals.Needs(Right.EditRoles);
        }

        if (Rights.Is(actor, Id))
        {
            return CommandResult.Not(CommandCode.Refused, "You cannot change your own roles; ask another administrator.");
        }

        if (await GrainFactory.Tenant(Tenant).GetAsync(cancellationToken) is not { } tenant)
        {
            return Refusals.NotFound($"tenant '{Tenant}'");
        }

        var errors = RoleRules.Check(command.Grants, tenant).AddRange(await GrantedGroups.MissingAsync(Store, Tenant, command.Grants, cancellationToken));
        if (errors.Length > 0)
        {
            return CommandResult.Not(CommandCode.Invalid, errors);
        }

        var changed = false;
        var result = await WriteAsync(row => SetGrants(row, command.Grants, tenant, actor, out changed), cancellationToken);
        if (result.IsDone && changed)
        {
            await sessions.EndAllAsync(Tenant, Id, cancellationToken);
        }

        return result;
    }

    // nobody takes away or gives what the giver does not hold
    private Draft<User> SetGrants(User? row, ImmutableArray<RoleGrant> grants, Tenant tenant, Actor actor, out bool changed)
    {
        changed = false;
        if (row is null)
        {
            return Draft<User>.Refuse(Refusals.NotFound($"user '{Id}'"));
        }

        if (RoleRules.NotHeld(actor, [.. Delegation.HeldBy(grants, tenant), .. Delegation.HeldBy(row.Grants, tenant)]) is { } missing)
        {
            return Draft<User>.Refuse(Refusals.CannotGive(missing));
        }

        if (grants.Length == row.Grants.Length && grants.Zip(row.Grants).All(pair => pair.First.Matches(pair.Second)))
        {
            return Draft<User>.Nothing();
        }

        changed = true;
        var audit = ConsoleCommit.Audit(actor, Now, "user.roles-set", Subject, details: [("before", GrantWords.Of(row.Grants)), ("after", GrantWords.Of(grants))]);
        return UserRows.Save(row, row with { Grants = grants, Version = row.Version + 1 }, audit);
    }

    /// <summary>Why the actor may not put the user into these groups: they give more than the actor holds; null: the actor may.</summary>
    private async Task<CommandResult?> WhyNotRegroupAsync(GivenGroups groups, Actor actor, CancellationToken cancellationToken)
    {
        if (await RowAsync(cancellationToken) is not { } row || await GrainFactory.Tenant(Tenant).GetAsync(cancellationToken) is not { } tenant)
        {
            return null;
        }

        var next = groups.Of(row);
        ImmutableArray<GroupId> changed = [.. next.Except(row.Groups), .. row.Groups.Except(next)];
        return RoleRules.NotHeld(actor, Delegation.HeldBy(Delegation.OfGroups(changed, tenant), tenant)) is { } missing ? Refusals.CannotGive(missing) : null;
    }

    // a right over this user; one who is not recorded is nobody's member
    private static bool IsOverseen(User? row, Right right, Actor actor) => row is null ? Rights.HasEverywhere(actor, right) : Rights.HasOver(actor, right, row);

    /// <summary>Whether the row allows it; nobody is refused by what this activation only remembers (I5).</summary>
    private async Task<bool> MayAsync(Func<User?, bool> may, CancellationToken cancellationToken)
    {
        if (may(await RowAsync(cancellationToken)))
        {
            return true;
        }

        Forget();
        return may(await RowAsync(cancellationToken));
    }

    /// <summary>Why the actor may not act on this user, who may hold more; null: the actor may. Oneself is no question of that.</summary>
    private async Task<CommandResult?> WhyNotOverAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (Rights.Is(actor, Id) || Rights.MayAdminister(actor) || await RowAsync(cancellationToken) is not { } row)
        {
            return null;
        }

        var held = await GrainFactory.Tenant(Tenant).GetAsync(cancellationToken) is { } tenant ? Delegation.HeldBy(row, tenant) : [];
        return Rights.IsOver(actor, row, held) ? null : CommandResult.Not(CommandCode.Forbidden, "This user holds rights that you do not hold; ask an administrator.");
    }

    /// <summary>
    /// What must be written beside a change that takes an administrator away: the tenant's row, so that of two such changes at once one fails and looks again. A refusal when nobody else would be left.
    /// </summary>
    private async Task<(CommandResult? Refusal, RecordChange? Beside)> LeaveAdministratorAsync(CancellationToken cancellationToken)
    {
        if (await RowAsync(cancellationToken) is not { Active: true, Role: UserRole.Administrator })
        {
            return (null, null);
        }

        // the row is read before the count: a change in between makes its version wrong
        var tenant = await Store.FindTenantAsync(Tenant, cancellationToken) ?? throw new InvalidOperationException($"Tenant '{Tenant}' is not recorded, but has users.");
        return await Store.HasOtherAdministratorAsync(Tenant, Id, cancellationToken)
            ? (null, new TenantChange(tenant with { Version = tenant.Version + 1 }) { ExpectedVersion = tenant.Version })
            : (CommandResult.Not(CommandCode.Refused, "This is the last administrator; make somebody else one first."), null);
    }
}
