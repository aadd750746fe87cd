using System.Collections.Immutable;
using System.Globalization;
using Platen.Domain.Audit;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions.Sites;

namespace Platen.Grains.Records;

/// <summary>
/// The audit row of a fact that could not be applied: enough to see what was lost and to repair it by hand, charges above all. Its sequence is committed with it, so the agent's journal goes on.
/// </summary>
internal static class ParkedFact
{
    public const string Action = "event.parked";

    public static AuditEntry Audit(ReportedFact fact, string reason, DateTimeOffset now) => new()
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
        LoggedOut logout => $"device:{logout.Device}",
        DeviceObserved observed => $"device:{observed.Device}",
        CommandDone done => $"command:{FactBounds.Text(done.Command, FactBounds.NameMax)}",
        _ => "agent",
    };

    private static IEnumerable<KeyValuePair<string, string>> Details(ReportedFact fact, string reason)
    {
        yield return new("reason", reason);
        yield return new("sequence", fact.Fact.Sequence.ToString(CultureInfo.InvariantCulture));
        yield return new("fact", fact.Fact.Body is UnreadableFact unreadable ? FactBounds.Text(unreadable.Kind, FactBounds.NameMax) : fact.Fact.Body.GetType().Name);
        switch (fact.Fact.Body)
        {
            case UnreadableFact bad:
                yield return new("problem", FactBounds.Text(bad.Problem, FactBounds.ReasonMax));
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
