namespace Platen.Grains.Abstractions.OAuth;

/// <summary>What a client is told of a token (RFC 7662, 2.2).</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.oauth.token-state")]
public sealed record TokenState
{
    /// <summary>The error's code; empty: none.</summary>
    [Id(0)]
    public string Error { get; init; } = "";

    /// <summary>What is wrong.</summary>
    [Id(1)]
    public string Description { get; init; } = "";

    /// <summary>Whether it is good now. All else is empty if not.</summary>
    [Id(2)]
    public bool Active { get; init; }

    /// <summary>What it is good for now.</summary>
    [Id(3)]
    public string Scope { get; init; } = "";

    /// <summary>The client that it was given to.</summary>
    [Id(4)]
    public string Client { get; init; } = "";

    /// <summary>The login name of its user; empty: it is the client's own.</summary>
    [Id(5)]
    public string UserName { get; init; } = "";

    /// <summary>Its user, or its client.</summary>
    [Id(6)]
    public string Subject { get; init; } = "";

    /// <summary>Whether it is a refresh token.</summary>
    [Id(7)]
    public bool IsRefresh { get; init; }

    /// <summary>When it was made.</summary>
    [Id(8)]
    public DateTimeOffset IssuedAt { get; init; }

    /// <summary>When it ends.</summary>
    [Id(9)]
    public DateTimeOffset EndsAt { get; init; }

    /// <summary>SHA-256 of the certificate that must be shown with it, hexadecimal; empty: none.</summary>
    [Id(10)]
    public string Certificate { get; init; } = "";

    /// <summary>Who acts by it for the user, the last one first, with blanks between.</summary>
    [Id(11)]
    public string Act { get; init; } = "";
}
