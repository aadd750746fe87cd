using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Users;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Tests.Sessions;

/// <summary>A server that says of each password what a test wants.</summary>
internal sealed class SaidPasswords : IDirectoryPasswords
{
    public CheckPasswordReply Reply { get; set; } = new() { Result = CheckPasswordReply.Types.Result.Unavailable };

    public List<string> Asked { get; } = [];

    public Task<CheckPasswordReply> CheckAsync(UserId user, DeviceId device, string password, CancellationToken cancellationToken)
    {
        Asked.Add(password);
        return Task.FromResult(Reply);
    }
}
