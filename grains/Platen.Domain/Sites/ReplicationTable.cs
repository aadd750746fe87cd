using System.Collections.Immutable;
using System.Globalization;
using Platen.Domain.Accounting;

namespace Platen.Domain.Sites;

/// <summary>The replication to and from each agent as lines of CSV (RFC 4180). What is not known is empty.</summary>
public static class ReplicationTable
{
    private static readonly ImmutableArray<string> Columns =
        ["site", "agent", "online", "lastSeen", "worksAloneUntil", "changesToCome", "oldestChangeSeconds", "cursor", "eventsWaiting", "oldestEventSeconds", "parked", "sending", "fetching", "spoolBytes", "clockOffMs", "asOf"];

    /// <summary>The first line.</summary>
    public static string Head { get; } = string.Join(',', Columns) + "\r\n";

    /// <summary>An agent's line.</summary>
    public static string Line(AgentReplication row) => CsvLine.Of(
    [
        row.Site.Value,
        row.Agent.Value,
        row.Online ? "true" : "false",
        Time(row.LastSeen),
        Time(row.OfflineUntil),
        Number(row.Last is { ChangesApplied: > 0 } known ? known.ChangesBehind : null),
        Number((long?)row.Last?.ChangesLag.TotalSeconds),
        Number(row.Last?.ChangesApplied),
        Number(row.Last?.EventsWaiting),
        Number((long?)row.Last?.EventsLag.TotalSeconds),
        Number(row.Parked),
        Number(row.Last?.DocumentsSending),
        Number(row.Last?.DocumentsFetching),
        Number(row.Last?.SpoolBytes),
        Number((long?)row.Last?.ClockSkew.Duration().TotalMilliseconds),
        Time(row.Last?.At),
    ]);

    private static string Time(DateTimeOffset? at) => at is { } known ? CsvLine.Time(known) : "";

    private static string Number(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";
}
