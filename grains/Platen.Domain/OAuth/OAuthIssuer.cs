using Platen.Domain.Tenants;

namespace Platen.Domain.OAuth;

/// <summary>The name of the OAuth server (RFC 8414, 2; RFC 9207): where people reach the portal.</summary>
public static class OAuthIssuer
{
    /// <summary>The tenant's portal address, or else the server's own; without a slash at the end.</summary>
    public static string Of(Tenant? tenant, string publicAddress) => (tenant is { PortalAddress.Length: > 0 } ? tenant.PortalAddress : publicAddress).TrimEnd('/');
}
