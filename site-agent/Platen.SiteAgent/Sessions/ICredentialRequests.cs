using Platen.Domain.Devices;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Sessions;

/// <summary>Asks the server to change the credentials of somebody who is logged in here. Without the server nothing is changed: the whole company must know a new card at once.</summary>
internal interface ICredentialRequests
{
    /// <summary>Registers an ID card (AU08); empty: done, else why not, for the panel.</summary>
    Task<string> RegisterCardAsync(UserId user, DeviceId device, string number, CancellationToken cancellationToken);

    /// <summary>Draws a new PIN (AU05): the PIN, to be shown once, or why not, for the panel.</summary>
    Task<(string Pin, string Refusal)> IssuePinAsync(UserId user, DeviceId device, CancellationToken cancellationToken);
}
