using Platen.Domain.OpenId;

namespace Platen.Grains.Abstractions.OpenId;

/// <summary>How a login by the identity provider ended. Why it failed is in the audit log, not here.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.openid.result")]
public sealed record OpenIdResult
{
    /// <summary>The session's token for the browser; null: nobody is logged in.</summary>
    [Id(0)]
    public string? Token { get; init; }

    /// <summary>Where to go then.</summary>
    [Id(1)]
    public string To { get; init; } = "/";

    /// <summary>What of a failure may be told to who logs in.</summary>
    [Id(140)]
    public OpenIdFailure Failure { get; init; }

    /// <summary>Without the token.</summary>
    public override string ToString() => $"{nameof(OpenIdResult)} {{ {Token is not null} }}";
}
