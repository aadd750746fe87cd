using Platen.Domain.Devices;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Sessions;

/// <summary>Asks the server about logins by the phone's browser (AU27).</summary>
internal interface IQrRequests
{
    /// <summary>Begins one; null: the server does not answer, or does not want it.</summary>
    Task<QrBegun?> BeginAsync(DeviceId device, CancellationToken cancellationToken);

    /// <summary>Whether somebody has approved it; an approval is told once.</summary>
    Task<(QrState State, UserId User)> CollectAsync(string code, DeviceId device, CancellationToken cancellationToken);
}
