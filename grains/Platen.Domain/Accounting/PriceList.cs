using Platen.Domain.Jobs;

namespace Platen.Domain.Accounting;

/// <summary>Prices in ten-thousandths of the tenant's currency unit, so that sums are exact.</summary>
public sealed record PriceList
{
    /// <summary>A monochrome page.</summary>
    public long MonoPageE4 { get; init; }

    /// <summary>A colour page; also taken when colour is not known.</summary>
    public long ColourPageE4 { get; init; }

    /// <summary>Taken off each page that is printed on two sides.</summary>
    public long DuplexDiscountE4 { get; init; }

    /// <summary>Each job.</summary>
    public long BaseE4 { get; init; }

    /// <summary>The price of a number of impressions; never negative.</summary>
    public long Price(int impressions, ColourMode colour, Sides sides)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(impressions);
        if (impressions == 0)
        {
            return 0;
        }

        var page = colour == ColourMode.Monochrome ? MonoPageE4 : ColourPageE4;
        var discount = sides is Sides.TwoSidedLongEdge or Sides.TwoSidedShortEdge ? DuplexDiscountE4 : 0;
        return Math.Max(0, checked(BaseE4 + (impressions * (page - discount))));
    }
}
