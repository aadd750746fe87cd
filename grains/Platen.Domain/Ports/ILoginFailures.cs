using System.Collections.Immutable;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Ports;

/// <summary>Failed logins of the last minutes, so that the watch over the fleet (AU14) goes on after a restart where it was. Rows older than <see cref="FleetPolicy.Window"/> go by themselves.</summary>
public interface ILoginFailures
{
    /// <summary>Keeps one.</summary>
    Task AddAsync(TenantId tenant, LoginFailure failure, CancellationToken cancellationToken);

    /// <summary>Those of the window, oldest first; of more than <see cref="FleetWatch.FailuresMax"/> the newest.</summary>
    Task<ImmutableArray<LoginFailure>> ListAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Forgets a tenant's: an alarm was raised, and counting begins anew.</summary>
    Task ForgetAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Deletes what is over; called by a sweep.</summary>
    Task<int> RemoveExpiredAsync(CancellationToken cancellationToken);
}
