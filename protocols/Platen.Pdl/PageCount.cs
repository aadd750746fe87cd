namespace Platen.Pdl;

/// <summary>
/// The number of page descriptions in a job (IPP <c>job-impressions</c>, one copy). It is either stated with its evidence, or unknown with the reason.
/// </summary>
/// <param name="Value">Pages of one copy, 0 or more; null when they cannot be told.</param>
/// <param name="Evidence">Where the number comes from.</param>
/// <param name="Confidence">How far it can be relied on.</param>
/// <param name="NeedsRender">True when only an interpreter can tell the pages: ask a renderer; <paramref name="Value"/> is a claim at best.</param>
/// <param name="NeedsWholeDocument">True when a second look with random access (<see cref="Pdf.PdfPageCounter"/>) can tell more.</param>
/// <param name="Reason">Why it is unknown or doubtful, in one sentence; null when there is nothing to say.</param>
public sealed record PageCount(
    int? Value,
    Evidence Evidence,
    Confidence Confidence,
    bool NeedsRender = false,
    bool NeedsWholeDocument = false,
    string? Reason = null)
{
    /// <summary>True when the number can be charged as it is.</summary>
    public bool IsTrusted => Value is not null && Confidence >= Confidence.Medium && !NeedsRender;

    internal static PageCount Parsed(int value) => new(value, Evidence.Parsed, Confidence.High);

    internal static PageCount Unknown(string reason) => new(null, Evidence.Unspecified, Confidence.Unspecified, Reason: reason);

    internal static PageCount AskRenderer(int? claim, string reason) => new(
        claim,
        claim is null ? Evidence.Unspecified : Evidence.Declared,
        claim is null ? Confidence.Unspecified : Confidence.Low,
        NeedsRender: true,
        Reason: reason);
}
