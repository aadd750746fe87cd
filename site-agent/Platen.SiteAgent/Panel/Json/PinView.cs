using System.ComponentModel;

namespace Platen.SiteAgent.Panel.Json;

[Description("A new PIN: show it once, keep it nowhere.")]
internal sealed record PinView
{
    [Description("The PIN; the former one has ended.")]
    public required string Pin { get; init; }

    public override string ToString() => nameof(PinView);
}
