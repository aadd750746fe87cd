namespace Platen.SiteAgent.Jobs;

/// <summary>How much is held.</summary>
/// <param name="Jobs">Jobs.</param>
/// <param name="Bytes">Plaintext bytes of their documents.</param>
internal readonly record struct HeldUsage(int Jobs, long Bytes);
