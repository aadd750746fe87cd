using Platen.Domain.Ports;

namespace Platen.Grains.Tests.Support;

/// <summary>Breached passwords that a test names.</summary>
internal sealed class MemoryBreaches : IBreachedPasswords
{
    public HashSet<string> Known { get; } = [];

    public Task<bool> HasAsync(string password, CancellationToken cancellationToken) => Task.FromResult(Known.Contains(password));
}
