using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Sessions;

/// <summary>Asks the server about the password of somebody whom a directory knows.</summary>
internal interface IDirectoryPasswords
{
    /// <summary>What the directory says; <see cref="CheckPasswordReply.Types.Result.Unavailable"/> when the server or the directory is out of reach.</summary>
    Task<CheckPasswordReply> CheckAsync(UserId user, DeviceId device, string password, CancellationToken cancellationToken);
}
