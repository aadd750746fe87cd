using System.Collections.Immutable;
using Platen.Domain.Audit;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Devices;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Records;
using Platen.Grains.Users;

namespace Platen.Grains.Sites;

/// <summary>Knows which grain a fact is about, and asks many grains at once.</summary>
internal sealed class FactRouter(IGrainFactory grains, TenantId tenant, SiteId site, DateTimeOffset now)
{
    /// <summary>The grain of the record that the fact is about; null: the site's own.</summary>
    public IFactGrain? GrainOf(ReportedFact fact) => fact.Fact.Body switch
    {
        JobFact { Job: var job } when job != default => grains.Job(tenant, job),
        CardWanted { User: var user } when user != default => grains.User(tenant, user),
        PinWanted { User: var user } when user != default => grains.User(tenant, user),
        LoginAttempted { User: { } user } when user != default => grains.User(tenant, user),
        LoginAttempted { User: null, Device: var device } when device != default => grains.Device(tenant, site, device),
        LoggedOut { Device: var device } when device != default => grains.Device(tenant, site, device),
        Domain.Devices.Log.DeviceLogged { Device: var device } when device != default => grains.Device(tenant, site, device),
        Domain.Devices.DeviceObserved { Device: var device } when device != default => grains.Device(tenant, site, device),
        _ => null,
    };

    /// <summary>Decides about a fact that is the site's own, or that cannot be read.</summary>
    public DecidedFact DecideOwn(ReportedFact fact) => fact.Fact.Body switch
    {
        CommandDone done when Guid.TryParseExact(done.Command, "D", out _) => Answer(done, fact),
        AlarmChanged { IsReadable: true } alarm => new DecidedFact { Audit = [Audit(alarm, fact)] },
        LoginAttempted { User: null } login when login.Device == default => new DecidedFact { Audit = [LoginAudit.Attempted(login, fact, now)] },
        CommandDone or AlarmChanged or UnreadableFact or JobFact or CardWanted or PinWanted or LoginAttempted or LoggedOut or Domain.Devices.DeviceObserved or Domain.Devices.Log.DeviceLogged => new DecidedFact { ParkReason = RejectionReason.InvalidFact },
        _ => new DecidedFact { ParkReason = RejectionReason.UnknownFact },
    };

    /// <summary>Lets every grain concerned decide, all at once; gives the decisions in the order of the facts.</summary>
    public async Task<ImmutableArray<DecidedFact>> DecideAsync(ImmutableArray<ReportedFact> facts, CancellationToken cancellationToken)
    {
        var decided = new DecidedFact[facts.Length];
        await Task.WhenAll(Enumerable.Range(0, facts.Length).GroupBy(i => GrainOf(facts[i])).Select(async group =>
        {
            var indexes = group.ToArray();
            var results = group.Key is null
                ? [.. indexes.Select(i => DecideOwn(facts[i]))]
                : (await group.Key.DecideAsync(new ReportedFacts { Facts = [.. indexes.Select(i => facts[i])] }, cancellationToken)).Facts;
            for (var i = 0; i < indexes.Length; i++)
            {
                decided[indexes[i]] = results[i];
            }
        }));
        return [.. decided];
    }

    /// <summary>Tells the grains that decided to look at their rows anew, and the devices who is logged in after the first facts, which are committed.</summary>
    public async Task SettleAsync(ImmutableArray<ReportedFact> facts, int committed, CancellationToken cancellationToken)
    {
        await Task.WhenAll(facts.Select(GrainOf).OfType<IFactGrain>().Distinct().Select(grain => grain.ReloadAsync(cancellationToken)));
        foreach (var fact in facts.Take(committed))
        {
            await NoteSessionAsync(fact, cancellationToken);
        }
    }

    /// <summary>Tells the grain that decided to look at its row anew.</summary>
    public Task ReloadAsync(ReportedFact fact, CancellationToken cancellationToken) => GrainOf(fact)?.ReloadAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Tells the device of a login or logout that was applied, and the watch of one that failed.</summary>
    public Task NoteSessionAsync(ReportedFact fact, CancellationToken cancellationToken) => fact.Fact.Body switch
    {
        LoginAttempted { Result: LoginResult.Ok, Session.Length: > 0, User: { } user } login when login.Device != default => grains.Device(tenant, site, login.Device).NoteSessionAsync(
            new DeviceSession { Session = Bounded(login.Session), User = user, Since = FactTime.Bound(fact.Fact.At, now) }, cancellationToken),
        LoginAttempted { Result: LoginResult.WrongCredential, Method: not LoginMethod.Card } failed => grains.LoginWatch(tenant).NoteAsync(
            new LoginFailure(site.Value, failed.Device == default ? site.Value : failed.Device.Value, failed.SecretTag, now), cancellationToken),
        LoggedOut logout when logout.Device != default => grains.Device(tenant, site, logout.Device).ForgetSessionAsync(Bounded(logout.Session), cancellationToken),
        _ => Task.CompletedTask,
    };

    private DecidedFact Answer(CommandDone done, ReportedFact fact)
    {
        var message = FactBounds.Text(done.Message, FactBounds.ReasonMax);
        var actor = Actor.Agent(fact.Agent, site.Value);
        return new DecidedFact
        {
            Changes = [new CommandAnswered(site, done.Command, done.Ok, message) { ExpectedVersion = 1 }],
            Audit = [ConsoleCommit.Audit(actor, FactTime.Bound(fact.Fact.At, now), "command.done", $"command:{done.Command}", done.Ok, ("message", message))],
        };
    }

    private AuditEntry Audit(AlarmChanged alarm, ReportedFact fact)
    {
        var isOver = alarm.Level.Length == 0;
        return ConsoleCommit.Audit(
            Actor.Agent(fact.Agent, site.Value), FactTime.Bound(fact.Fact.At, now), isOver ? "alarm.ended" : "alarm.raised", $"agent:{fact.Agent}", isOver,
            ("name", alarm.Name), ("level", isOver ? "none" : alarm.Level), ("detail", FactBounds.Text(alarm.Detail, FactBounds.ReasonMax)));
    }

    private static string Bounded(string session) => FactBounds.Text(session, FactBounds.NameMax);
}
