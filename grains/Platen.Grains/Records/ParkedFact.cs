using System.Collections.Immutable;
using System.Globalization;
using Platen.Domain.Audit;
using Platen.Domain.Devices;
using Platen.Domain.Devices.Log;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Replication;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions.Sites;

namespace Platen.Grains.Records;

/// <summary>
/// A fact that could not be applied: the event itself, kept until somebody retries or discards it, and its audit row, which tells enough to see what is missing, charges above all. The fact's sequence is committed with them, so the
/// agent's journal goes on.
/// </summary>
internal static class ParkedFact
{
    public const string Action = "event.parked";

    /// <summary>What is written instead of the fact's effect.</summary>
    public static DecidedFact Decided(TenantId tenant, ReportedFact fact, string reason, DateTimeOffset now) => new()
    {
        Changes = [new ParkedEventChange(Event(tenant, fact, reason, now)) { ExpectedVersion = 0 }],
        Audit = [Audit(fact, reason, now)],
        Feed = [new FeedEntry(FeedTopic.Site, $"{fact.Site}/{fact.Agent}", null)],
    };

    /// <summary>What is wrong with a fact that could not be read; empty: its reason says all.</summary>
    public static string Problem(FactBody body) => body is UnreadableFact unreadable ? FactBounds.Text(unreadable.Problem, FactBounds.ReasonMax) : "";

    private static ParkedEvent Event(TenantId tenant, ReportedFact fact, string reason, DateTimeOffset now) => new()
    {
        Tenant = tenant,
        Id = Guid.CreateVersion7(now).ToString("D", CultureInfo.InvariantCulture),
        Site = fact.Site,
        Agent = fact.Agent,
        Sequence = fact.Fact.Sequence,
        Kind = Kind(fact.Fact.Body),
        Subject = Subject(fact.Fact.Body),
        Reason = reason,
        Problem = Problem(fact.Fact.Body),
        At = FactTime.Bound(fact.Fact.At, now),
        ParkedAt = now,
        Raw = fact.Fact.Raw.Length <= ParkedEvent.RawBytesMax ? fact.Fact.Raw : [],
        Version = 1,
    };

    private static string Kind(FactBody body) => body is UnreadableFact unreadable ? FactBounds.Text(unreadable.Kind, FactBounds.NameMax) : body.GetType().Name;

    private static AuditEntry Audit(ReportedFact fact, string reason, DateTimeOffset now) => new()
    {
        At = FactTime.Bound(fact.Fact.At, now),
        Actor = $"agent:{fact.Agent}",
        Origin = fact.Site.Value,
        Action = Action,
        Subject = Subject(fact.Fact.Body),
        Success = false,
        Details = Details(fact, reason).ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    private static string Subject(FactBody body) => body switch
    {
        JobFact job => $"job:{job.Job}",
        LoginAttempted { User: { } user } => $"user:{user}",
        LoginAttempted login => $"device:{login.Device}",
        CardWanted wanted => $"user:{wanted.User}",
        PinWanted wanted => $"user:{wanted.User}",
        LoggedOut logout => $"device:{logout.Device}",
        DeviceObserved observed => $"device:{observed.Device}",
        DeviceLogged logged => $"device:{logged.Device}",
        CommandDone done => $"command:{FactBounds.Text(done.Command, FactBounds.NameMax)}",
        _ => "agent",
    };

    private static IEnumerable<KeyValuePair<string, string>> Details(ReportedFact fact, string reason)
    {
        yield return new("reason", reason);
        yield return new("sequence", fact.Fact.Sequence.ToString(CultureInfo.InvariantCulture));
        yield return new("fact", Kind(fact.Fact.Body));
        switch (fact.Fact.Body)
        {
            case UnreadableFact:
                yield return new("problem", Problem(fact.Fact.Body));
                break;
            case JobReleaseStarted started:
                yield return new("release", started.Release.ToString());
                yield return new("device", started.Device.Value);
                break;
            case JobRoamed { End: var end }:
                foreach (var detail in Details(end))
                {
                    yield return detail;
                }

                break;
            case JobReleaseFinished finished:
                foreach (var detail in Details(finished))
                {
                    yield return detail;
                }

                break;
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Details(JobReleaseFinished finished)
    {
        yield return new("release", finished.Release.ToString());
        yield return new("device", finished.Device.Value);
        yield return new("user", finished.User?.ToString() ?? "unknown");
        yield return new("outcome", finished.Outcome.ToString());
        yield return new("impressions", finished.Printed?.Pages?.ToString(CultureInfo.InvariantCulture) ?? "unknown");
    }
}
