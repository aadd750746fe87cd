using System.Globalization;
using Platen.SiteAgent.Delivery.Finishing;

namespace Platen.SiteAgent.Rendering.Conversion;

/// <summary>What a conversion came to, for the ledger.</summary>
/// <param name="Plan">What was planned.</param>
/// <param name="Renderer">The program and its version.</param>
/// <param name="Pages">Pages of the converted document by the parser's count; null: it could not tell, or the conversion was not done to its end.</param>
internal sealed record ConversionResult(ConversionPlan Plan, string Renderer, int? Pages)
{
    /// <summary>How the document came out.</summary>
    public FinishingOptions Finishing => Plan.Finishing;

    /// <summary>In a sentence; <paramref name="expected"/>: the pages that the document itself was known to have.</summary>
    public string Describe(int? expected) => Pages is { } pages && expected is { } known && pages != known
        ? string.Create(CultureInfo.InvariantCulture, $"converted from {Plan.Describe()} by {Renderer}; the result has {pages} pages where the document has {known}")
        : $"converted from {Plan.Describe()} by {Renderer}";
}
