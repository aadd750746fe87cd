namespace Platen.Grains.Abstractions.Users;

/// <summary>Somebody has forgotten the password.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.users.begin-password-reset")]
public sealed record BeginPasswordReset
{
    /// <summary>The login name, or the e-mail address.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>From which address.</summary>
    [Id(1)]
    public string Origin { get; init; } = "";

    /// <summary>Where people reach the gateway, unless the tenant says otherwise; from its configuration.</summary>
    [Id(2)]
    public string PublicAddress { get; init; } = "";

    /// <summary>Without the name.</summary>
    public override string ToString() => $"{nameof(BeginPasswordReset)} {{ from {Origin} }}";
}
