namespace Platen.Grains.Abstractions.OAuth;

/// <summary>A request to the authorization endpoint (RFC 6749, 4.1.1; RFC 7636, 4.3). What was not sent is empty.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.oauth.ask-consent")]
public sealed record AskConsent
{
    /// <summary>The client.</summary>
    [Id(0)]
    public required string ClientId { get; init; }

    /// <summary>What is wanted: <c>code</c>.</summary>
    [Id(1)]
    public string ResponseType { get; init; } = "";

    /// <summary>Where the answer goes.</summary>
    [Id(2)]
    public string RedirectUri { get; init; } = "";

    /// <summary>What for; empty: all that the client may have.</summary>
    [Id(3)]
    public string Scope { get; init; } = "";

    /// <summary>Comes back with the answer.</summary>
    [Id(4)]
    public string State { get; init; } = "";

    /// <summary>The challenge.</summary>
    [Id(5)]
    public string CodeChallenge { get; init; } = "";

    /// <summary>How it was made: <c>S256</c>.</summary>
    [Id(6)]
    public string CodeChallengeMethod { get; init; } = "";

    /// <summary>Whether the request is sent as an object or by reference, or for another way of answering.</summary>
    [Id(7)]
    public bool Unsupported { get; init; }

    /// <summary>The server's own address, where the tenant names none.</summary>
    [Id(8)]
    public string PublicAddress { get; init; } = "";
}
