using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Records;

namespace Platen.Grains.Users;

/// <inheritdoc cref="IGroupGrain"/>
internal sealed class GroupGrain(IRecordStore store, TimeProvider time) : RecordGrain<Group>(store, time), IGroupGrain
{
    protected override TenantId Tenant => GrainKeys.ParseGroup(Key).Tenant;

    private GroupId Id => GrainKeys.ParseGroup(Key).Group;

    public async Task<Group?> GetAsync(CancellationToken cancellationToken)
    {
        // a directory's run writes its groups past this grain, many at once
        if (await RowAsync(cancellationToken) is { Source.Length: > 0 })
        {
            Forget();
        }

        return await RowAsync(cancellationToken);
    }

    public async Task<CommandResult> PutAsync(PutGroup command, Actor actor, CancellationToken cancellationToken) => Rights.HasEverywhere(actor, Right.EditUsers)
        ? await WriteAsync(row => Put(row, command, actor), cancellationToken)
        : Refusals.Needs(Right.EditUsers);

    protected override Task<Group?> FindAsync(CancellationToken cancellationToken) => Store.FindGroupAsync(Tenant, Id, cancellationToken);

    private Draft<Group> Put(Group? row, PutGroup command, Actor actor)
    {
        if (row is { Source.Length: > 0 })
        {
            return Draft<Group>.Refuse(CommandCode.Refused, "The group is kept in step with a directory; change it there.");
        }

        var next = (row ?? new Group { Tenant = Tenant, Id = Id, Name = "" }) with { Name = command.Name, Description = command.Description, Active = command.Active };
        if (next == row)
        {
            return Draft<Group>.Nothing();
        }

        var errors = GroupRules.Check(next);
        if (errors.Length > 0)
        {
            return Draft<Group>.Refuse(CommandCode.Invalid, errors);
        }

        next = next with { Version = next.Version + 1 };
        var audit = ConsoleCommit.Audit(
            actor, Now, row is null ? "group.created" : "group.updated", $"group:{Id}", details: [("name", next.Name), ("active", next.Active ? "true" : "false")]);
        return Draft<Group>.Write(GroupRows.Commit(row, next, audit), next);
    }
}
