using Platen.TestKit.OpenId;

namespace Platen.Identity.Tests.OpenId;

/// <summary>One certified provider for a class.</summary>
public sealed class OidcProviderFixture : IAsyncLifetime
{
    public const string RedirectAddress = "https://print.test/login/openid/callback";

    public OidcProvider Provider { get; private set; } = null!;

    public async Task InitializeAsync() => Provider = await OidcProvider.StartAsync(RedirectAddress);

    public Task DisposeAsync() => Provider.DisposeAsync().AsTask();
}
