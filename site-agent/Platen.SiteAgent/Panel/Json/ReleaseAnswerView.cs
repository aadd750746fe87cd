using System.ComponentModel;

namespace Platen.SiteAgent.Panel.Json;

[Description("The answer for one job.")]
internal sealed record ReleaseAnswerView
{
    [Description("The release's id.")]
    public required string Release { get; init; }

    [Description("The job's id.")]
    public required string Job { get; init; }

    [Description("accepted, job-busy, job-gone, device-unknown, device-queue-full, site-unreachable, server-needed or printed-since.")]
    public required string Code { get; init; }

    [Description("For people; empty when accepted.")]
    public required string Message { get; init; }

    [Description("How far it is, when accepted.")]
    public ReleaseView? Progress { get; init; }
}
