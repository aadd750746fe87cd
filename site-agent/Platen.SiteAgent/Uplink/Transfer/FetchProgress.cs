namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>How far a fetch is.</summary>
/// <param name="BytesReceived">Plaintext bytes that are here and verified.</param>
/// <param name="BytesTotal">Plaintext bytes of the document.</param>
internal sealed record FetchProgress(long BytesReceived, long BytesTotal);
