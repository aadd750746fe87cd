using System.ComponentModel;

namespace Platen.SiteAgent.Panel.Json;

[Description("A card to register.")]
internal sealed record CardView
{
    [Description("The number as the device's reader sends it.")]
    public string? Card { get; init; }
}
