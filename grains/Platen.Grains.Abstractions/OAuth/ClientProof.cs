namespace Platen.Grains.Abstractions.OAuth;

/// <summary>How a client shows that it is the one (RFC 6749, 2.3; RFC 8705, 2).</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.oauth.client-proof")]
public sealed record ClientProof
{
    /// <summary>Its id.</summary>
    [Id(0)]
    public required string ClientId { get; init; }

    /// <summary>Its secret; empty: none was sent.</summary>
    [Id(1)]
    public string Secret { get; init; } = "";

    /// <summary>SHA-256 of the certificate that the connection shows, hexadecimal; empty: none.</summary>
    [Id(2)]
    public string Certificate { get; init; } = "";

    /// <summary>From which address.</summary>
    [Id(3)]
    public string Origin { get; init; } = "";

    /// <summary>What it has signed to show that it is the one (RFC 7523); empty: nothing was sent.</summary>
    [Id(4)]
    public string Assertion { get; init; } = "";

    /// <summary>The address of the server that was asked, for whom that must be signed.</summary>
    [Id(5)]
    public string PublicAddress { get; init; } = "";

    /// <summary>Without secrets.</summary>
    public override string ToString() => $"{nameof(ClientProof)} {{ {ClientId} }}";
}
