namespace Platen.Gateway.Api.Sites;

/// <summary>What became of events that were retried.</summary>
/// <param name="Applied">How many are applied now.</param>
/// <param name="Parked">How many still do not fit.</param>
internal sealed record RetriedJson(int Applied, int Parked);
