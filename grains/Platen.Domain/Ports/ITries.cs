using Platen.Domain.Tenants;

namespace Platen.Domain.Ports;

/// <summary>Counts tries at something that can be guessed, over all gateways and silos.</summary>
public interface ITries
{
    /// <summary>Counts one more and says how many there were in the window, this one too. The count comes before the look, so that tries at the same time do not pass together.</summary>
    Task<int> CountAsync(TenantId tenant, string who, TimeSpan window, CancellationToken cancellationToken);

    /// <summary>Deletes counts whose window is long over; called by a sweep.</summary>
    Task<int> RemoveExpiredAsync(CancellationToken cancellationToken);
}
