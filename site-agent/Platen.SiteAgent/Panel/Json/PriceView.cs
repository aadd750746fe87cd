using System.ComponentModel;

namespace Platen.SiteAgent.Panel.Json;

[Description("An amount of money.")]
internal sealed record PriceView
{
    [Description("Decimal, exact.")]
    public required string Amount { get; init; }

    [Description("ISO 4217.")]
    public required string Currency { get; init; }
}
