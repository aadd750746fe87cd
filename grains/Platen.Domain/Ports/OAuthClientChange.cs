using Platen.Domain.OAuth;

namespace Platen.Domain.Ports;

/// <summary>An OAuth client.</summary>
public sealed record OAuthClientChange(OAuthClient Row) : RecordChange;
