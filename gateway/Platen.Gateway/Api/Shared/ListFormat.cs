using Microsoft.AspNetCore.Http;
using Platen.Domain.Accounting;

namespace Platen.Gateway.Api.Shared;

/// <summary>In which form a list is wanted: <c>?format=csv</c>, or <c>Accept: text/csv</c>; else JSON.</summary>
internal static class ListFormat
{
    public static bool IsCsv(string? format, HttpRequest request, Input input)
    {
        if (format is not (null or "csv" or "json"))
        {
            input.Add("format", $"'format' is '{format}'; give json or csv.");
        }

        return format == "csv"
            || (format is null && request.GetTypedHeaders().Accept is { Count: > 0 } accept && accept[0].MediaType.Equals(LedgerTable.MediaType, StringComparison.OrdinalIgnoreCase));
    }
}
