using System.Collections.Immutable;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;

namespace Platen.Domain.OAuth;

/// <summary>A program that may ask for tokens (RFC 6749, 2). One that was shut out stays on record: its id is never another's.</summary>
public sealed record OAuthClient
{
    /// <summary>Whose it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Its id.</summary>
    public required ClientId Id { get; init; }

    /// <summary>The name that people see when they are asked.</summary>
    public required string Name { get; init; }

    /// <summary>How it proves that it is the one.</summary>
    public required ClientAuthentication Authentication { get; init; }

    /// <summary>How it may come to tokens.</summary>
    public ImmutableArray<OAuthGrant> Grants { get; init; } = [];

    /// <summary>Where answers may be sent; compared exactly (RFC 9700, 2.1), but for the port of loopback addresses (RFC 8252, 7.3).</summary>
    public ImmutableArray<string> RedirectAddresses { get; init; } = [];

    /// <summary>The rights that its tokens may carry at most. In its own name it holds those that are not somebody's own.</summary>
    public ImmutableArray<Right> Scopes { get; init; } = [];

    /// <summary>Where it holds them in its own name; empty: everywhere.</summary>
    public ImmutableArray<SiteId> Sites { get; init; } = [];

    /// <summary>SHA-256 of the certificates that it may show, hexadecimal.</summary>
    public ImmutableArray<string> Certificates { get; init; } = [];

    /// <summary>Public keys, PEM, of which it signs with one: the one in use, the one to come.</summary>
    public ImmutableArray<string> Keys { get; init; } = [];

    /// <summary>Slow hash of its secret; empty: it has none.</summary>
    public string SecretHash { get; init; } = "";

    /// <summary>When the secret was made.</summary>
    public DateTimeOffset? SecretSetAt { get; init; }

    /// <summary>Whether it may ask about tokens of other clients (RFC 7662): it guards something of its own by our tokens.</summary>
    public bool MayIntrospect { get; init; }

    /// <summary>Whether it is the desktop client: its logins end when idle, by the tenant's limits for it (AU18), and not after months.</summary>
    public bool IsDesktop { get; init; }

    /// <summary>False: it is shut out, for good.</summary>
    public bool Active { get; init; } = true;

    /// <summary>When it was registered.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Grows by one with each change. 0: not recorded yet.</summary>
    public long Version { get; init; }

    /// <summary>Whether it proves that it is the one.</summary>
    public bool IsConfidential => Authentication is ClientAuthentication.Secret or ClientAuthentication.Certificate or ClientAuthentication.PrivateKey;

    /// <summary>Whether it may come to tokens so.</summary>
    public bool May(OAuthGrant grant) => Grants.Contains(grant);

    /// <summary>What it holds in its own name.</summary>
    public ImmutableArray<HeldRight> Held() => May(OAuthGrant.ClientCredentials)
        ? [.. from right in Scopes where !RightCatalog.Own.Contains(right) where Sites.IsEmpty || RightCatalog.Find(right)?.Reach == RightReach.Sites select new HeldRight(right, Sites)]
        : [];
}
