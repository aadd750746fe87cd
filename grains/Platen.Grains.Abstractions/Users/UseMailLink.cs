namespace Platen.Grains.Abstractions.Users;

/// <summary>Somebody has opened the link of a mail and chosen a password.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.users.use-mail-link")]
public sealed record UseMailLink
{
    /// <summary>The link's token.</summary>
    [Id(0)]
    public required string Token { get; init; }

    /// <summary>The password in clear.</summary>
    [Id(1)]
    public required string Password { get; init; }

    /// <summary>From which address.</summary>
    [Id(2)]
    public string Origin { get; init; } = "";

    /// <summary>Where people reach the gateway, unless the tenant says otherwise; from its configuration.</summary>
    [Id(3)]
    public string PublicAddress { get; init; } = "";

    /// <summary>Without token and password.</summary>
    public override string ToString() => $"{nameof(UseMailLink)} {{ from {Origin} }}";
}
