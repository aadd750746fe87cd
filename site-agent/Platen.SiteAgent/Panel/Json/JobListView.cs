using System.ComponentModel;

namespace Platen.SiteAgent.Panel.Json;

[Description("The user's jobs, newest first.")]
internal sealed record JobListView
{
    [Description("The jobs; at most 500.")]
    public required IReadOnlyList<JobView> Jobs { get; init; }

    [Description("There are more jobs than are listed.")]
    public required bool Truncated { get; init; }
}
