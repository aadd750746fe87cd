using Platen.Domain.Tenants;

namespace Platen.Domain.Ports;

/// <summary>One-time tokens of the set-up link that the first start prints. Only their SHA-256 is stored; a tenant has one at a time.</summary>
public interface ISetupTokens
{
    /// <summary>Makes a token for the tenant, 32 random bytes in base64url; an earlier one stops working.</summary>
    Task<string> IssueAsync(TenantId tenant, TimeSpan validFor, CancellationToken cancellationToken);

    /// <summary>The tenant that the token would set up, or null when it is unknown, used or over. It can still be used.</summary>
    Task<TenantId?> CheckAsync(string token, CancellationToken cancellationToken);

    /// <summary>As <see cref="CheckAsync"/>, and uses the token up: of any number of concurrent calls exactly one gets the tenant.</summary>
    Task<TenantId?> ConsumeAsync(string token, CancellationToken cancellationToken);
}
