using Platen.Domain.Ports;

namespace Platen.Grains.Users;

/// <summary>No list of breached passwords is set up.</summary>
internal sealed class NoBreachedPasswords : IBreachedPasswords
{
    public Task<bool> HasAsync(string password, CancellationToken cancellationToken) => Task.FromResult(false);
}
