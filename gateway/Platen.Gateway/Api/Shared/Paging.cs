using Microsoft.AspNetCore.Mvc;
using Platen.Domain.Ports;

namespace Platen.Gateway.Api.Shared;

/// <summary>Keyset paging: <c>?after=&amp;limit=</c>.</summary>
/// <param name="After">Where the page before ended; leave it out for the first page.</param>
/// <param name="Limit">Rows of a page, 1 to 500.</param>
internal sealed record Paging([FromQuery(Name = "after")] string? After, [FromQuery(Name = "limit")] int? Limit)
{
    public const int LimitMax = 500;
    private const int LimitDefault = 50;
    private const int AfterMax = 1_024;

    public PageRequest Request(Input input)
    {
        if (Limit is < 1 or > LimitMax)
        {
            input.Add("limit", $"'limit' is {Limit}; 1 to {LimitMax} is allowed.");
        }

        if (After?.Length > AfterMax)
        {
            input.Add("after", "'after' is not what an answer gave as 'next'.");
        }

        return new PageRequest(After ?? "", Limit ?? LimitDefault);
    }
}
