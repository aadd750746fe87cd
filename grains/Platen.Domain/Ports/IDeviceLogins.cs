using Platen.Domain.OAuth;
using Platen.Domain.Tenants;
using Platen.Domain.Tokens;

namespace Platen.Domain.Ports;

/// <summary>Devices that wait for their users (RFC 8628). Neither of the two codes is stored: the device's by its SHA-256, the user's by a keyed index.</summary>
public interface IDeviceLogins
{
    /// <summary>Records a device that waits; false: its user code is taken.</summary>
    Task<bool> AddAsync(IssuedToken row, string deviceCode, string userCodeIndex, CancellationToken cancellationToken);

    /// <summary>The device that shows a user code and still waits; null: there is none.</summary>
    Task<DeviceLogin?> FindAsync(TenantId tenant, string userCodeIndex, CancellationToken cancellationToken);

    /// <summary>The user's answer: an agreement, or (null) no. Of any number of answers one gets true.</summary>
    Task<bool> AnswerAsync(TenantId tenant, string userCodeIndex, Authorization? agreed, CancellationToken cancellationToken);

    /// <summary>A poll: notes its time, and makes the interval longer when it came too early. Null: there is no such code.</summary>
    Task<DeviceLogin?> PollAsync(TenantId tenant, string deviceCode, CancellationToken cancellationToken);

    /// <summary>How many devices of a client wait.</summary>
    Task<int> CountAsync(TenantId tenant, ClientId client, CancellationToken cancellationToken);
}
