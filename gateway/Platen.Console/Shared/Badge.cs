using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Grains.Abstractions.Sites;

namespace Platen.Console.Shared;

/// <summary>A state in words, and the colour beside them. The words alone say everything.</summary>
public sealed record Badge(string Text, string Style)
{
    /// <summary>A job's state.</summary>
    public static Badge Of(JobState state) => state switch
    {
        JobState.PendingHeld => new("held", "st-warn"),
        JobState.Processing => new("printing", "st-busy"),
        JobState.Completed => new("printed", "st-ok"),
        JobState.Canceled => new("canceled", "st-off"),
        JobState.Aborted => new("aborted", "st-bad"),
        _ => new("unknown", "st-off"),
    };

    /// <summary>A device's state.</summary>
    public static Badge Of(Device device) => device switch
    {
        { Enabled: false } => new("out of use", "st-off"),
        { Status.ObservedAt: null } => new("not seen yet", "st-off"),
        { Status.PrinterState: 3 } => new("ready", "st-ok"),
        { Status.PrinterState: 4 } => new("printing", "st-busy"),
        { Status.PrinterState: 5 } => new("stopped", "st-bad"),
        _ => new("not reachable", "st-bad"),
    };

    /// <summary>An agent's state.</summary>
    public static Badge Of(AgentView agent) => agent switch
    {
        { Agent.Revoked: true } => new("shut out", "st-off"),
        { Agent.CertificateSerial.Length: 0 } => new("waits for enrolment", "st-warn"),
        { Agent.Fence.Accepted: false } => new("fenced", "st-bad"),
        { Agent.Fence: not null } => new("accepted, not back yet", "st-warn"),
        { Online: true } => new("online", "st-ok"),
        _ => new("offline", "st-bad"),
    };

    /// <summary>How a release ended.</summary>
    public static Badge Of(ReleaseOutcome outcome) => outcome switch
    {
        ReleaseOutcome.Completed => new("printed", "st-ok"),
        ReleaseOutcome.Partial => new("in part", "st-warn"),
        ReleaseOutcome.NotPrinted => new("not printed", "st-bad"),
        _ => new("unknown", "st-off"),
    };
}
