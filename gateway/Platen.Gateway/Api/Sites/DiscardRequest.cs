namespace Platen.Gateway.Api.Sites;

/// <summary>Why an event is given up.</summary>
/// <param name="Reason">1 to 512 characters; the audit log keeps it.</param>
internal sealed record DiscardRequest(string? Reason);
