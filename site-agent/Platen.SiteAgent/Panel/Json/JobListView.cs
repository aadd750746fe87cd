using System.ComponentModel;

namespace Platen.SiteAgent.Panel.Json;

[Description("The user's jobs of all branches, newest first.")]
internal sealed record JobListView
{
    [Description("The jobs; at most 500.")]
    public required IReadOnlyList<JobView> Jobs { get; init; }

    [Description("There are more jobs than are listed.")]
    public required bool Truncated { get; init; }

    [Description("The jobs of other branches: complete; asking (the server has not answered yet: ask again, or with wait); unavailable (the line is cut: only this branch's jobs are listed).")]
    public required string OtherSites { get; init; }
}
