namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>How a fetch ended.</summary>
/// <param name="Code">Whether the document may be printed.</param>
/// <param name="Message">If not: why, for the user.</param>
/// <param name="Document">The document, if it is fetched.</param>
internal sealed record FetchResult(FetchCode Code, string Message, FetchedDocument? Document)
{
    /// <summary>The holder may have handed the job over to this release, and waits to hear how it ends.</summary>
    public bool MayBeOurs { get; init; } = true;

    /// <summary>The holder itself sent the last part and said the last word, without the gateway in between.</summary>
    public bool WasDirect { get; init; }
}
