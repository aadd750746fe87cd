using Platen.TestKit.Directories;

namespace Platen.Identity.Tests.Directories;

/// <summary>One Active Directory domain for a class.</summary>
public sealed class SambaFixture : IAsyncLifetime
{
    public SambaDomain Domain { get; private set; } = null!;

    public async Task InitializeAsync() => Domain = await SambaDomain.StartAsync();

    public Task DisposeAsync() => Domain.DisposeAsync().AsTask();
}
