using Microsoft.AspNetCore.Mvc;
using Platen.Domain.Accounting;
using Platen.Domain.Ports;
using Platen.Gateway.Api.Shared;

namespace Platen.Gateway.Api.Accounting;

/// <summary>Which entries of a statement are wanted.</summary>
/// <param name="From">Booked at or after this time.</param>
/// <param name="Before">Booked before this time.</param>
/// <param name="Kind">recharge, correction or print.</param>
/// <param name="Search">A part of the reason; of one's own statement, of a title too.</param>
/// <param name="Order">newest (as if left out) or oldest: which comes first.</param>
internal sealed record CreditQuery(
    [FromQuery(Name = "from")] DateTimeOffset? From,
    [FromQuery(Name = "before")] DateTimeOffset? Before,
    [FromQuery(Name = "kind")] string? Kind,
    [FromQuery(Name = "search")] string? Search,
    [FromQuery(Name = "order")] string? Order)
{
    public CreditFilter Filter(Input input)
    {
        if (Order is not (null or "newest" or "oldest"))
        {
            input.Add("order", $"'order' is '{Order}'; give newest or oldest.");
        }

        return new CreditFilter
        {
            From = From?.ToUniversalTime(),
            Before = Before?.ToUniversalTime(),
            Kind = Kind is null ? null : input.Word<CreditEntryKind>(Kind, "kind"),
            Search = Search ?? "",
            OldestFirst = Order == "oldest",
        };
    }
}
