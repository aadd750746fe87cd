using System.ComponentModel;

namespace Platen.SiteAgent.Panel.Json;

[Description("What became of the wishes, in their order.")]
internal sealed record ReleaseListView
{
    [Description("One answer a job.")]
    public required IReadOnlyList<ReleaseAnswerView> Releases { get; init; }
}
