using System.ComponentModel;

namespace Platen.SiteAgent.Panel.Json;

[Description("Another branch, where a job's document lies.")]
internal sealed record JobSiteView
{
    [Description("The branch's id.")]
    public required string Site { get; init; }

    [Description("Its name for people.")]
    public required string Name { get; init; }

    [Description("Its line to the server stands, so the job can be printed here or deleted.")]
    public required bool Reachable { get; init; }
}
