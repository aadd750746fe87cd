namespace Platen.Grains.Abstractions.OpenId;

/// <summary>A login by the identity provider that begins.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.openid.start")]
public sealed record OpenIdStart
{
    /// <summary>Where to send the browser.</summary>
    [Id(0)]
    public required string Location { get; init; }

    /// <summary>What the browser keeps meanwhile.</summary>
    [Id(1)]
    public required string Token { get; init; }

    /// <summary>Without the token.</summary>
    public override string ToString() => nameof(OpenIdStart);
}
