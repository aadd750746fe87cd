namespace Platen.Grains.Abstractions.OAuth;

/// <summary>A client asks about a token, or ends one (RFC 7662, RFC 7009).</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.oauth.about-token")]
public sealed record AboutToken
{
    /// <summary>Who asks.</summary>
    [Id(0)]
    public required ClientProof Proof { get; init; }

    /// <summary>The token.</summary>
    [Id(1)]
    public required string Token { get; init; }

    /// <summary>Without secrets.</summary>
    public override string ToString() => $"{nameof(AboutToken)} {{ {Proof.ClientId} }}";
}
