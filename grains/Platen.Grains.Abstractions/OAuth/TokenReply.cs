namespace Platen.Grains.Abstractions.OAuth;

/// <summary>The answer of the token endpoint: tokens, or an error (RFC 6749, 5).</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.oauth.token-reply")]
public sealed record TokenReply
{
    /// <summary>The error's code; empty: here are tokens.</summary>
    [Id(0)]
    public string Error { get; init; } = "";

    /// <summary>What is wrong, for whoever writes the client.</summary>
    [Id(1)]
    public string Description { get; init; } = "";

    /// <summary>The access token.</summary>
    [Id(2)]
    public string AccessToken { get; init; } = "";

    /// <summary>How long it is good.</summary>
    [Id(3)]
    public TimeSpan ExpiresIn { get; init; }

    /// <summary>The refresh token; empty: none.</summary>
    [Id(4)]
    public string RefreshToken { get; init; } = "";

    /// <summary>What they are good for.</summary>
    [Id(5)]
    public string Scope { get; init; } = "";

    /// <summary>Whether the answer names the token's type (RFC 8693, 2.2.1).</summary>
    [Id(6)]
    public bool IsExchange { get; init; }

    /// <summary>How long the refresh token is good if it is not used before.</summary>
    [Id(160)]
    public TimeSpan RefreshExpiresIn { get; init; }

    /// <summary>Without secrets.</summary>
    public override string ToString() => $"{nameof(TokenReply)} {{ {Error} }}";
}
