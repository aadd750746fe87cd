using System.Collections.Immutable;
using Google.Protobuf.WellKnownTypes;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Sites;
using Platen.Grains.Abstractions.Sites;
using Proto = Platen.Contracts.AgentLink.V1;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Platen.Gateway.AgentLink;

/// <summary>Greetings, heartbeats and commands between the wire and the grains.</summary>
internal static class LinkMapping
{
    private const int EndpointsMax = 32;

    // the years 1 to 9999, which a Timestamp may not leave
    private const long SecondsMin = -62_135_596_800;
    private const long SecondsMax = 253_402_300_799;
    private const int NanosPerSecond = 1_000_000_000;
    private const int ListeningFaultsMax = 16;
    private const int ListeningFaultCharsMax = 200;

    public static AgentHeartbeat ToHeartbeat(AgentId agent, AgentHello source, Uri? gateway) => new()
    {
        Agent = agent,
        AgentVersion = source.AgentVersion,
        Clock = Time(source.Clock) ?? default,
        JournalLastSequence = (long)source.JournalLastSeq,
        ChangesApplied = (long)source.ChangeCursor,
        Endpoints = source.Endpoints.Take(EndpointsMax).ToImmutableSortedDictionary(StringComparer.Ordinal),
        Gateway = gateway?.ToString() ?? "",
    };

    public static AgentHeartbeat ToHeartbeat(AgentId agent, Heartbeat source, Uri? gateway) => new()
    {
        Agent = agent,
        Clock = Time(source.Clock) ?? default,
        ChangesApplied = (long)source.ChangesApplied,
        WaitingSince = Time(source.WaitingSince),
        DocumentsSending = Math.Max(0, source.DocumentsSending),
        DocumentsFetching = Math.Max(0, source.DocumentsFetching),
        SpoolBytes = source.SpoolBytes,
        SpoolFreeBytes = source.SpoolFreeBytes,
        HeldJobs = source.HeldJobs,
        JournalLastSequence = (long)source.JournalLastSeq,
        SpoolAlarm = source.SpoolAlarm is "notice" or "warning" or "critical" ? source.SpoolAlarm : "",
        SpoolAlarmMeasure = source.SpoolAlarmMeasure is "disk" or "bytes" or "jobs" ? source.SpoolAlarmMeasure : "",
        SpoolAlarmPercent = Math.Clamp(source.SpoolAlarmPercent, 0, 100),
        ListeningFaults = [.. source.ListeningFaults.Take(ListeningFaultsMax).Select(fault => Domain.Jobs.FactBounds.Text(fault, ListeningFaultCharsMax))],
        Gateway = gateway?.ToString() ?? "",
    };

    public static OpenLink ToOpenLink(AgentId agent, AgentHello source) => new()
    {
        Agent = agent,
        Journal = new JournalClaim
        {
            Starts = [.. source.Starts.Take(Domain.Sites.AgentStart.StartsMax + 1).Select(ToStart)],
            Last = (long)source.JournalLastSeq,
            Acknowledged = (long)source.EventsAcknowledged,
            Oldest = (long)source.JournalFirstSeq,
        },
    };

    /// <summary>The id of the start that greets; empty: an agent of before.</summary>
    public static string StartOf(AgentHello source) => source.Starts.Count == 0 ? "" : ToStart(source.Starts[^1]).Id;

    public static Command ToCommand(SiteCommand source)
    {
        var command = new Command { CommandId = source.Id };
        var (job, user) = (source.Job?.ToString() ?? "", source.User?.ToString() ?? "");
        switch (source.Kind)
        {
            case SiteCommandKind.DeleteJob:
                command.DeleteJob = new DeleteJob { JobId = job, UserId = user, Cause = (DeletionCause)source.Cause };
                break;
            case SiteCommandKind.ReleaseJob:
                command.ReleaseJob = new ReleaseJob { JobId = job, UserId = user, ReleaseId = source.Release?.ToString() ?? "", DeviceId = source.Device?.Value ?? "" };
                break;
            case SiteCommandKind.EndSession:
                command.EndSession = new EndSession { SessionId = source.Session };
                break;
            case SiteCommandKind.ClaimJob:
                command.ClaimJob = new ClaimJob { JobId = job, OwnerUserId = user };
                break;
            case SiteCommandKind.EndHandOver:
                command.EndHandOver = new EndHandOver
                {
                    JobId = job,
                    UserId = user,
                    ReleaseId = source.Release?.ToString() ?? "",
                    DeviceId = source.Device?.Value ?? "",
                    Outcome = (ReleaseOutcome)source.Outcome,
                    SiteId = source.PrintedAt?.Value ?? "",
                    Reason = source.Reason,
                };
                break;
            case SiteCommandKind.WithdrawRelease:
                command.WithdrawRelease = new WithdrawRelease { JobId = job, ReleaseId = source.Release?.ToString() ?? "", Reason = source.Reason };
                break;
            case SiteCommandKind.CopyJob:
                command.CopyJob = new CopyJob { JobId = job, SizeBytes = source.SizeBytes, KeepUntil = source.KeepUntil is { } until ? Timestamp.FromDateTimeOffset(until) : null };
                break;
            case SiteCommandKind.DropCopy:
                command.DropCopy = new DropCopy { JobId = job };
                break;
            default:
                throw new InvalidOperationException($"There is no command of kind {source.Kind}.");
        }

        return command;
    }

    /// <summary>A time of the wire; null where it is none, or was left out.</summary>
    public static DateTimeOffset? Time(Timestamp? at) => at is { Seconds: >= SecondsMin and <= SecondsMax, Nanos: >= 0 and < NanosPerSecond } ? at.ToDateTimeOffset() : null;

    private static Domain.Sites.AgentStart ToStart(Proto.AgentStart source) => new(Convert.ToHexStringLower(source.Id.Span), (long)source.FirstSeq);
}
