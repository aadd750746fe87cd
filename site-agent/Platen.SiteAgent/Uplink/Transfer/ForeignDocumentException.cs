namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>What came is not what the holder sealed for this agent and this job (I10).</summary>
internal sealed class ForeignDocumentException(string message) : Exception(message);
