using Platen.Domain.Accounting;
using Platen.Gateway.Api.Shared;

namespace Platen.Gateway.Api.Queues;

/// <summary>Prices as decimal strings in the tenant's currency; what is left out is 0.</summary>
/// <param name="MonoPage">A monochrome page.</param>
/// <param name="ColourPage">A colour page; also taken when colour is not known.</param>
/// <param name="DuplexDiscount">Taken off each page that is printed on two sides.</param>
/// <param name="PerJob">Each job.</param>
internal sealed record PricesJson(string? MonoPage, string? ColourPage, string? DuplexDiscount, string? PerJob)
{
    public static PricesJson Of(PriceList prices) =>
        new(Money.Format(prices.MonoPageE4), Money.Format(prices.ColourPageE4), Money.Format(prices.DuplexDiscountE4), Money.Format(prices.BaseE4));

    public static PriceList ToPrices(PricesJson? json, Input input) => new()
    {
        MonoPageE4 = input.Amount(json?.MonoPage, "prices/monoPage"),
        ColourPageE4 = input.Amount(json?.ColourPage, "prices/colourPage"),
        DuplexDiscountE4 = input.Amount(json?.DuplexDiscount, "prices/duplexDiscount"),
        BaseE4 = input.Amount(json?.PerJob, "prices/perJob"),
    };
}
