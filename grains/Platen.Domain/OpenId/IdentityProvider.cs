using System.Collections.Immutable;
using Platen.Domain.Tenants;

namespace Platen.Domain.OpenId;

/// <summary>The OpenID Connect provider that a tenant is bound to (AU22): one at most.</summary>
public sealed record IdentityProvider
{
    /// <summary>Whose it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>What the button on the login page says.</summary>
    public required string Name { get; init; }

    /// <summary>False: nobody logs in by it.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The issuer, an https address, word for word as the provider's metadata and tokens have it.</summary>
    public required string Issuer { get; init; }

    /// <summary>Our client id there.</summary>
    public required string ClientId { get; init; }

    /// <summary>Our client secret there, sealed for this issuer and client alone; empty: a public client.</summary>
    public ImmutableArray<byte> SealedSecret { get; init; } = [];

    /// <summary>Where browsers reach this server, such as <c>https://print.example.com</c>; the address to come back to is below it. Never taken from a request.</summary>
    public required string PublicAddress { get; init; }

    /// <summary>Certificates of the CAs, PEM, of which one must have issued the provider's; empty: those that the server's machine trusts.</summary>
    public string CertificateAuthorities { get; init; } = "";

    /// <summary>Scopes to ask for; <c>openid</c> is always among them.</summary>
    public string Scopes { get; init; } = "openid profile email";

    /// <summary>The claim with the name for our login name.</summary>
    public string LoginClaim { get; init; } = "preferred_username";

    /// <summary>The claim with the name for people.</summary>
    public string NameClaim { get; init; } = "name";

    /// <summary>The claim with the e-mail address.</summary>
    public string EmailClaim { get; init; } = "email";

    /// <summary>The claim with the groups; empty: none are taken over.</summary>
    public string GroupsClaim { get; init; } = "groups";

    /// <summary>Grows by one with each change; the compare-and-swap guard. 0: not recorded yet.</summary>
    public long Version { get; init; }

    /// <summary>What the secret is sealed for.</summary>
    public string SecretContext => $"openid/{Issuer}/{ClientId}";

    /// <summary>The address to come back to; it must be registered with the provider.</summary>
    public string RedirectAddress => PublicAddress.TrimEnd('/') + "/login/openid/callback";

    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{nameof(IdentityProvider)} {{ {Tenant} at {Issuer} }}";
}
