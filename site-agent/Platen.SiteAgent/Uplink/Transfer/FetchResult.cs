namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>How a fetch ended.</summary>
/// <param name="Code">Whether the document may be printed.</param>
/// <param name="Message">If not: why, for the user.</param>
/// <param name="Document">The document, if it is fetched.</param>
internal sealed record FetchResult(FetchCode Code, string Message, FetchedDocument? Document);
