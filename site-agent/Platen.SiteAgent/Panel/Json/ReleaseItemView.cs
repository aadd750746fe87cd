using System.ComponentModel;

namespace Platen.SiteAgent.Panel.Json;

[Description("One job to print.")]
internal sealed record ReleaseItemView
{
    [Description("The job's id.")]
    public string? Job { get; init; }

    [Description("A UUID version 7 that the terminal makes once for this wish and repeats in every retry, so that the job prints once. Left out: made here, and a retry would print again.")]
    public string? ReleaseId { get; init; }

    [Description("The PIN that the job was sent with, if it has one (pinNeeded of the job).")]
    public string? Pin { get; init; }
}
