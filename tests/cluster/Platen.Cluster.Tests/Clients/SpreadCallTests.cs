using Microsoft.Extensions.DependencyInjection;
using Platen.Cluster.Tests.Support;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Tests.Support;
using Platen.Silo.Options;
using Xunit.Abstractions;

namespace Platen.Cluster.Tests.Clients;

/// <summary>Sessions and lists of a company, asked for by one gateway, are answered by all silos; a grain with a state is where it is. Mutant: leave [AnySilo] out, and one silo answers all.</summary>
public sealed class SpreadCallTests(ClusterGround ground, ITestOutputHelper output) : IClassFixture<ClusterGround>
{
    private const int Calls = 60;
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task StatelessCalls_OfOneClient_AreAnsweredByAllSilos()
    {
        var silos = await ground.StartAsync(await ground.DatabaseAsync(), NetworkSilo.OptionsOf(ClusterRole.Master), NetworkSilo.OptionsOf(ClusterRole.Master), NetworkSilo.OptionsOf(ClusterRole.Master));
        var branch = await new Branch(silos[0].Grains, TimeProvider.System).SetUpAsync();
        using var client = await ClusterGround.ClientAsync(ground.Certificates(silos[0].Options), silos);
        var grains = client.Services.GetRequiredService<IGrainFactory>();
        for (var i = 0; i < Calls; i++)
        {
            (await grains.Session(Branch.Tenant).FindAsync("none", None)).ShouldBeNull();
            (await grains.User(Branch.Tenant, branch.Anna).GetAsync(None)).ShouldNotBeNull();
        }

        var (sessions, users) = (silos.Select(static silo => silo.Calls.Of<ISessionGrain>()).ToList(), silos.Select(static silo => silo.Calls.Of<IUserGrain>()).ToList());
        output.WriteLine($"{Calls} calls each; sessions by silo: {string.Join(", ", sessions)}; one user by silo: {string.Join(", ", users)}");
        sessions.ShouldAllBe(static calls => calls > Calls / 6);
        users.Count(static calls => calls > 0).ShouldBe(1);
        await client.StopAsync();
    }
}
