namespace Platen.Gateway.Api.OpenId;

/// <summary>All settings of the identity provider.</summary>
internal sealed record PutIdentityProviderRequest
{
    /// <summary>What the button says.</summary>
    public string? Name { get; init; }

    /// <summary>False: nobody logs in by it. True when left out.</summary>
    public bool? Enabled { get; init; }

    /// <summary>The issuer, word for word as the provider's metadata has it.</summary>
    public string? Issuer { get; init; }

    /// <summary>Our client id.</summary>
    public string? ClientId { get; init; }

    /// <summary>Our client secret; left out: as it was, unless issuer, client or authority change. Empty: a public client.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>Where browsers reach this server, such as https://print.example.com.</summary>
    public string? PublicAddress { get; init; }

    /// <summary>CA certificates, PEM; left out: those that the server's machine trusts.</summary>
    public string? CertificateAuthorities { get; init; }

    /// <summary>Scopes; <c>openid profile email</c> when left out.</summary>
    public string? Scopes { get; init; }

    /// <summary>The claim for the login name; preferred_username when left out.</summary>
    public string? LoginClaim { get; init; }

    /// <summary>The claim for the name; name when left out.</summary>
    public string? NameClaim { get; init; }

    /// <summary>The claim for the e-mail address; email when left out.</summary>
    public string? EmailClaim { get; init; }

    /// <summary>The claim for the groups; groups when left out, empty: none are taken over.</summary>
    public string? GroupsClaim { get; init; }

    /// <summary>Without the secret.</summary>
    public override string ToString() => nameof(PutIdentityProviderRequest);
}
