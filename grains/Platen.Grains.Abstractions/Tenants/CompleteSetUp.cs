namespace Platen.Grains.Abstractions.Tenants;

/// <summary>The one-time set-up: the first administrator. Nobody has default credentials.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.tenants.complete-set-up")]
public sealed record CompleteSetUp
{
    /// <summary>The token of the set-up link.</summary>
    [Id(0)]
    public required string Token { get; init; }

    /// <summary>The administrator's login name.</summary>
    [Id(1)]
    public required string LoginName { get; init; }

    /// <summary>The administrator's name for people.</summary>
    [Id(2)]
    public required string DisplayName { get; init; }

    /// <summary>E-mail address, or empty.</summary>
    [Id(3)]
    public string Email { get; init; } = "";

    /// <summary>The password in clear.</summary>
    [Id(4)]
    public required string Password { get; init; }

    /// <summary>The tenant's name for people; null leaves it.</summary>
    [Id(5)]
    public string? TenantName { get; init; }

    /// <summary>From which address, for the audit log.</summary>
    [Id(6)]
    public string Origin { get; init; } = "";

    /// <summary>Without the secrets.</summary>
    public override string ToString() => $"{nameof(CompleteSetUp)} {{ from {Origin} }}";
}
