namespace Platen.Grains.Abstractions.OpenId;

/// <summary>All settings of the identity provider (see <see cref="Platen.Domain.OpenId.IdentityProvider"/>).</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.openid.put-identity-provider")]
public sealed record PutIdentityProvider
{
    /// <summary>What the button says.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>False: nobody logs in by it.</summary>
    [Id(1)]
    public bool Enabled { get; init; } = true;

    /// <summary>The issuer.</summary>
    [Id(2)]
    public required string Issuer { get; init; }

    /// <summary>Our client id.</summary>
    [Id(3)]
    public required string ClientId { get; init; }

    /// <summary>Our client secret, called so that nobody logs it; null: as it was, empty: none.</summary>
    [Id(4)]
    public string? Password { get; init; }

    /// <summary>Where browsers reach this server.</summary>
    [Id(5)]
    public required string PublicAddress { get; init; }

    /// <summary>CA certificates, PEM.</summary>
    [Id(6)]
    public string CertificateAuthorities { get; init; } = "";

    /// <summary>Scopes.</summary>
    [Id(7)]
    public string Scopes { get; init; } = "openid profile email";

    /// <summary>The claim for the login name.</summary>
    [Id(8)]
    public string LoginClaim { get; init; } = "preferred_username";

    /// <summary>The claim for the name.</summary>
    [Id(9)]
    public string NameClaim { get; init; } = "name";

    /// <summary>The claim for the e-mail address.</summary>
    [Id(10)]
    public string EmailClaim { get; init; } = "email";

    /// <summary>The claim for the groups; empty: none.</summary>
    [Id(11)]
    public string GroupsClaim { get; init; } = "groups";

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{nameof(PutIdentityProvider)} {{ {Issuer} }}";
}
