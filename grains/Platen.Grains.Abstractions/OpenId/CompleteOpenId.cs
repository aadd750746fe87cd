namespace Platen.Grains.Abstractions.OpenId;

/// <summary>A provider's answer, as a browser brings it. All of it is hostile until it is checked.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.openid.complete")]
public sealed record CompleteOpenId
{
    /// <summary>What the browser kept.</summary>
    [Id(0)]
    public string Token { get; init; } = "";

    /// <summary>The answer's state.</summary>
    [Id(1)]
    public string State { get; init; } = "";

    /// <summary>The answer's code.</summary>
    [Id(2)]
    public string Code { get; init; } = "";

    /// <summary>The answer's issuer (RFC 9207); empty: none.</summary>
    [Id(3)]
    public string Issuer { get; init; } = "";

    /// <summary>The answer's error; empty: none.</summary>
    [Id(4)]
    public string Error { get; init; } = "";

    /// <summary>From which address.</summary>
    [Id(5)]
    public string Origin { get; init; } = "";

    /// <summary>Without code and token.</summary>
    public override string ToString() => $"{nameof(CompleteOpenId)} {{ from {Origin} }}";
}
