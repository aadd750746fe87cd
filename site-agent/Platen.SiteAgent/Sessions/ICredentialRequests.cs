using Platen.Domain.Devices;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Sessions;

/// <summary>Asks the server to change the credentials of somebody who is logged in here. Out of its reach, what the administrator allows is journaled, and decided when the line is back.</summary>
internal interface ICredentialRequests
{
    /// <summary>Registers an ID card (AU08).</summary>
    /// <param name="user">Who is logged in.</param>
    /// <param name="device">Where.</param>
    /// <param name="number">The number after the reader's conversion.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<CredentialAnswer> RegisterCardAsync(UserId user, DeviceId device, string number, CancellationToken cancellationToken);

    /// <summary>Draws a new PIN (AU05), to be shown once.</summary>
    Task<CredentialAnswer> IssuePinAsync(UserId user, DeviceId device, CancellationToken cancellationToken);
}
