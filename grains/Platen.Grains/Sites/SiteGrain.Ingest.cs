using System.Collections.Immutable;
using Orleans.Runtime;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Devices;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Records;

namespace Platen.Grains.Sites;

/// <summary>What agents report: each fact goes, in order, to the grain of the record that it is about.</summary>
internal sealed partial class SiteGrain
{
    /// <summary>How often one fact may fail, other than by a fault of the store, before it is parked.</summary>
    private const int FaultsMax = 3;

    private readonly Dictionary<AgentId, (long Sequence, int Count)> _faults = [];

    public async Task<IngestResult> IngestAsync(IngestFacts batch, CancellationToken cancellationToken)
    {
        if (batch.Facts.Length > ISiteGrain.FactsMax)
        {
            throw new ArgumentException($"The batch has {batch.Facts.Length} facts; {ISiteGrain.FactsMax} at most are allowed.", nameof(batch));
        }

        if (Find(batch.Agent) is not { Revoked: false } agent)
        {
            return new IngestResult { Code = IngestCode.Refused, Committed = 0 };
        }

        var committed = agent.EventsCommitted;
        var parked = 0;
        foreach (var fact in batch.Facts.Where(fact => fact.Sequence > committed))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (fact.Sequence != committed + 1)
            {
                return new IngestResult { Code = IngestCode.Gap, Committed = committed, Parked = parked };
            }

            var reported = new ReportedFact { Site = Id, Agent = batch.Agent, Fact = fact };
            try
            {
                parked += (await RouteSafelyAsync(reported, cancellationToken)).Code == FactCode.Parked ? 1 : 0;
            }
            catch (EventOutOfOrderException)
            {
                return await GapAsync(batch.Agent, parked, cancellationToken);
            }

            committed = fact.Sequence;
            Keep(Find(batch.Agent)! with { EventsCommitted = committed });
        }

        return new IngestResult { Code = IngestCode.Ok, Committed = committed, Parked = parked };
    }

    // The record knows better than this memory, for instance after a restore of the database: what it says holds.
    private async Task<IngestResult> GapAsync(AgentId agent, int parked, CancellationToken cancellationToken)
    {
        var rows = await Store.ListAgentsAsync(Tenant, Id, cancellationToken);
        if (rows.FirstOrDefault(row => row.Id == agent) is not { } current)
        {
            _agents = _agents.Remove(agent);
            return new IngestResult { Code = IngestCode.Refused, Committed = 0 };
        }

        _agents = _agents.SetItem(agent, current);
        return new IngestResult { Code = IngestCode.Gap, Committed = current.EventsCommitted, Parked = parked };
    }

    // A fact that fails whenever it is applied would stop its agent's journal for ever; it is parked in the end. A fault of the store says nothing about the fact.
    private async Task<FactResult> RouteSafelyAsync(ReportedFact fact, CancellationToken cancellationToken)
    {
        try
        {
            var result = await RouteAsync(fact, cancellationToken);
            _faults.Remove(fact.Agent);
            return result;
        }
        catch (Exception fault) when (fault is not (RecordStoreUnavailableException or EventOutOfOrderException or OperationCanceledException or TimeoutException or OrleansException))
        {
            var count = _faults.TryGetValue(fact.Agent, out var last) && last.Sequence == fact.Fact.Sequence ? last.Count + 1 : 1;
            LogFactFault(fault, fact.Agent, fact.Fact.Sequence, count);
            if (count < FaultsMax)
            {
                _faults[fact.Agent] = (fact.Fact.Sequence, count);
                throw;
            }

            _faults.Remove(fact.Agent);
            return await ParkAsync(fact, RejectionReason.Fault, cancellationToken);
        }
    }

    private Task<FactResult> RouteAsync(ReportedFact fact, CancellationToken cancellationToken) => fact.Fact.Body switch
    {
        JobFact { Job: var job } when job != default => GrainFactory.Job(Tenant, job).ApplyAsync(fact, cancellationToken),
        LoginAttempted { User: { } user, Device: var device } login when user != default && device != default => LogInAsync(login, user, fact, cancellationToken),
        LoginAttempted { User: null, Device: var device } when device != default => Device(device).ApplyAsync(fact, cancellationToken),
        LoggedOut { Device: var device } when device != default => Device(device).ApplyAsync(fact, cancellationToken),
        DeviceObserved { Device: var device } when device != default => Device(device).ApplyAsync(fact, cancellationToken),
        CommandDone done => AnswerAsync(done, fact, cancellationToken),
        UnreadableFact => ParkAsync(fact, RejectionReason.InvalidFact, cancellationToken),
        JobFact or LoginAttempted or LoggedOut or DeviceObserved => ParkAsync(fact, RejectionReason.InvalidFact, cancellationToken),
        _ => ParkAsync(fact, RejectionReason.UnknownFact, cancellationToken),
    };

    private IDeviceGrain Device(DeviceId device) => GrainFactory.Device(Tenant, Id, device);

    private async Task<FactResult> LogInAsync(LoginAttempted login, UserId user, ReportedFact fact, CancellationToken cancellationToken)
    {
        var result = await GrainFactory.User(Tenant, user).ApplyAsync(fact, cancellationToken);
        if (result.Code == FactCode.Applied && login is { Result: LoginResult.Ok, Session.Length: > 0 })
        {
            var session = FactBounds.Text(login.Session, FactBounds.NameMax);
            await Device(login.Device).NoteSessionAsync(new DeviceSession { Session = session, User = user, Since = FactTime.Bound(fact.Fact.At, Now) }, cancellationToken);
        }

        return result;
    }

    private async Task<FactResult> AnswerAsync(CommandDone done, ReportedFact fact, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(done.Command, "D", out _))
        {
            return await ParkAsync(fact, RejectionReason.InvalidFact, cancellationToken);
        }

        var audit = ConsoleCommit.Audit(Actor.Agent(fact.Agent, Id.Value), FactTime.Bound(fact.Fact.At, Now), "command.done", $"command:{done.Command}", done.Ok, ("message", FactBounds.Text(done.Message, FactBounds.ReasonMax)));
        var commit = new Commit
        {
            Tenant = Tenant,
            AuditChain = Id.Value,
            Changes = [new CommandAnswered(Id, done.Command, done.Ok, FactBounds.Text(done.Message, FactBounds.ReasonMax)) { ExpectedVersion = 1 }],
            Audit = [audit],
            Event = new AppliedEvent(Id, fact.Agent, fact.Fact.Sequence),
        };
        return (await CommitAsync(commit, cancellationToken)).Code switch
        {
            CommitCode.Committed => new FactResult { Code = FactCode.Applied },
            CommitCode.Duplicate => new FactResult { Code = FactCode.Duplicate },
            _ => await ParkAsync(fact, RejectionReason.UnknownCommand, cancellationToken),
        };
    }
}
