namespace Platen.E2E.Tests.Running;

/// <summary>How far a release is.</summary>
public sealed record Release(string Job, string Stage, bool Ended, long BytesSent, string Reason);
