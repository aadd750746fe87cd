using Platen.Domain.Ports;
using Platen.Domain.Queues;
using Platen.Domain.Replication;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Queues;
using Platen.Grains.Records;
using Platen.Grains.Sites;

namespace Platen.Grains.Queues;

/// <inheritdoc cref="IQueueGrain"/>
internal sealed class QueueGrain(IRecordStore store, TimeProvider time) : RecordGrain<Queue>(store, time), IQueueGrain
{
    protected override TenantId Tenant => GrainKeys.ParseQueue(Key).Tenant;

    private QueueId Id => GrainKeys.ParseQueue(Key).Queue;

    public async Task<Queue?> GetAsync(CancellationToken cancellationToken) => await RowAsync(cancellationToken);

    public async Task<CommandResult> PutAsync(PutQueue command, Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.HasEverywhere(actor, Right.EditQueues))
        {
            return Refusals.Needs(Right.EditQueues);
        }

        if (command.Device is { } device && await Store.FindDeviceAsync(Tenant, device, cancellationToken) is null)
        {
            return CommandResult.Not(CommandCode.Invalid, $"There is no device '{device}'; record it first.");
        }

        if (command.Copies.Site is { } site && await Store.FindSiteAsync(Tenant, site, cancellationToken) is null)
        {
            return CommandResult.Not(CommandCode.Invalid, $"There is no site '{site}' to keep copies; record it first.");
        }

        // only one that is new here: a queue stays changeable whatever an agent says later
        return command.RawPort > 0 && (await RowAsync(cancellationToken))?.RawPort != command.RawPort && await new PortUse(GrainFactory, Tenant).WhyNotAsync(Id, command.RawPort, cancellationToken) is { } clash
            ? CommandResult.Not(CommandCode.Invalid, clash)
            : await WriteAsync(row => Put(row, command, actor), cancellationToken);
    }

    protected override Task<Queue?> FindAsync(CancellationToken cancellationToken) => Store.FindQueueAsync(Tenant, Id, cancellationToken);

    private Draft<Queue> Put(Queue? row, PutQueue command, Actor actor)
    {
        var next = new Queue
        {
            Tenant = Tenant,
            Id = Id,
            Name = command.Name,
            Kind = command.Kind,
            UnknownOwner = command.UnknownOwner,
            Device = command.Device,
            RawPort = command.RawPort,
            KeepHeld = command.KeepHeld,
            KeepReleased = command.KeepReleased,
            Prices = command.Prices,
            Intake = command.Intake,
            Copies = command.Copies,
            Version = row?.Version ?? 0,
        };
        if (next == row)
        {
            return Draft<Queue>.Nothing();
        }

        var errors = QueueRules.Check(next);
        if (errors.Length > 0)
        {
            return Draft<Queue>.Refuse(CommandCode.Invalid, errors);
        }

        next = next with { Version = next.Version + 1 };
        var audit = ConsoleCommit.Audit(actor, Now, row is null ? "queue.created" : "queue.updated", $"queue:{Id}", details: [("kind", next.Kind.ToString()), ("copies", next.Copies.Site?.Value ?? next.Copies.Place.ToString()), .. RecordDiff.Of(row, next)]);
        return Draft<Queue>.Write(
            ConsoleCommit.Of(Tenant, [new QueueChange(next) { ExpectedVersion = row?.Version ?? 0 }], audit, new FeedEntry(FeedTopic.Queue, Id.Value, null)),
            next);
    }
}
