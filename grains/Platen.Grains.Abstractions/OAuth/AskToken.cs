namespace Platen.Grains.Abstractions.OAuth;

/// <summary>A request to the token endpoint (RFC 6749, 3.2). What was not sent is empty.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.oauth.ask-token")]
public sealed record AskToken
{
    /// <summary>Who asks.</summary>
    [Id(0)]
    public required ClientProof Proof { get; init; }

    /// <summary>In which way.</summary>
    [Id(1)]
    public required string GrantType { get; init; }

    /// <summary>What for; empty: all that there is.</summary>
    [Id(2)]
    public string Scope { get; init; } = "";

    /// <summary>An authorization code.</summary>
    [Id(3)]
    public string Code { get; init; } = "";

    /// <summary>The redirect address that the code was sent to.</summary>
    [Id(4)]
    public string RedirectUri { get; init; } = "";

    /// <summary>The verifier of the code (RFC 7636).</summary>
    [Id(5)]
    public string CodeVerifier { get; init; } = "";

    /// <summary>A refresh token.</summary>
    [Id(6)]
    public string RefreshToken { get; init; } = "";

    /// <summary>A device code (RFC 8628).</summary>
    [Id(7)]
    public string DeviceCode { get; init; } = "";

    /// <summary>A login name, for the password grant.</summary>
    [Id(8)]
    public string UserName { get; init; } = "";

    /// <summary>That user's password.</summary>
    [Id(9)]
    public string Password { get; init; } = "";

    /// <summary>The token of the user for whom the client wants to act (RFC 8693).</summary>
    [Id(10)]
    public string SubjectToken { get; init; } = "";

    /// <summary>Its type.</summary>
    [Id(11)]
    public string SubjectTokenType { get; init; } = "";

    /// <summary>The client's own token.</summary>
    [Id(12)]
    public string ActorToken { get; init; } = "";

    /// <summary>Its type.</summary>
    [Id(13)]
    public string ActorTokenType { get; init; } = "";

    /// <summary>The type that is wanted.</summary>
    [Id(14)]
    public string RequestedTokenType { get; init; } = "";

    /// <summary>Whether another target than this server is named (<c>resource</c>, <c>audience</c>).</summary>
    [Id(15)]
    public bool NamesTarget { get; init; }

    /// <summary>Without secrets.</summary>
    public override string ToString() => $"{nameof(AskToken)} {{ {Proof.ClientId} {GrantType} }}";
}
