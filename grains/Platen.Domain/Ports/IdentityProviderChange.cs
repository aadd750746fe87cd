using Platen.Domain.OpenId;

namespace Platen.Domain.Ports;

/// <summary>A tenant's identity provider.</summary>
public sealed record IdentityProviderChange(IdentityProvider Row) : RecordChange;
