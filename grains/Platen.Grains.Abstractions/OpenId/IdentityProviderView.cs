using Platen.Domain.OpenId;

namespace Platen.Grains.Abstractions.OpenId;

/// <summary>The identity provider as it is set.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.openid.identity-provider-view")]
public sealed record IdentityProviderView
{
    /// <summary>The settings without the secret.</summary>
    [Id(0)]
    public required IdentityProvider Provider { get; init; }

    /// <summary>Whether a secret is stored.</summary>
    [Id(1)]
    public bool HasSecret { get; init; }
}
