using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Ports;

/// <summary>Logins by phone that are under way (AU27), each by its code; the code itself is not stored, only its SHA-256. They go by themselves when their time is over.</summary>
public interface IQrLogins
{
    /// <summary>The most codes of one device that are open at once.</summary>
    const int OpenPerDeviceMax = 50;

    /// <summary>Records one; false: the code is known already, or the device has too many open.</summary>
    Task<bool> AddAsync(TenantId tenant, string code, QrLogin login, CancellationToken cancellationToken);

    /// <summary>One whose time is not over; null: there is none.</summary>
    Task<QrLogin?> FindAsync(TenantId tenant, string code, CancellationToken cancellationToken);

    /// <summary>Takes it from one state to another; false: it is not in that state (any more), or its time is over. Of any number of tries from one state, one gets true.</summary>
    Task<bool> MoveAsync(TenantId tenant, string code, QrLogin before, QrLogin after, CancellationToken cancellationToken);

    /// <summary>Deletes what is over; called by a sweep.</summary>
    Task<int> RemoveExpiredAsync(CancellationToken cancellationToken);
}
