namespace Platen.E2E.Tests.Running;

/// <summary>What came out of the virtual MFP, without the wrapping of the delivery protocol.</summary>
public sealed record PrintedDocument(string Protocol, int Pages, long PayloadBytes, string PayloadSha256);
