using System.ComponentModel;

namespace Platen.SiteAgent.Panel.Json;

[Description("Jobs to print at this device.")]
internal sealed record ReleasesView
{
    [Description("The jobs, 1 to 64.")]
    public IReadOnlyList<ReleaseItemView>? Releases { get; init; }
}
