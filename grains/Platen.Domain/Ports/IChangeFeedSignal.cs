using Platen.Domain.Tenants;

namespace Platen.Domain.Ports;

/// <summary>Wakes readers of the change feed as soon as a change commits, in whichever process.</summary>
public interface IChangeFeedSignal
{
    /// <summary>
    /// Completes when the tenant's feed has, or may have, grown beyond the cursor; at once when it has already. It may complete without a change (after the database was away): read the feed, then wait again.
    /// Never misses a change.
    /// </summary>
    Task WaitForChangeAsync(TenantId tenant, long afterCursor, CancellationToken cancellationToken);
}
