using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Platen.Cluster.Tests.Support;
using Platen.Domain.Devices;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Tests.Support;
using Platen.Silo.Options;
using Xunit.Abstractions;

namespace Platen.Cluster.Tests.Figures;

/// <summary>Figures for docs/operations/cluster.md: calls a second within a silo, to another silo and from a client, all over mutual TLS on one machine; start times and memory. They are printed, not judged.</summary>
[Trait("suite", "slow")]
public sealed class CallFigures(ClusterGround ground, ITestOutputHelper output) : IClassFixture<ClusterGround>
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(3);
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Calls_LocalRemoteAndFromAClient_AreCounted()
    {
        var silos = await ground.StartAsync(await ground.DatabaseAsync(), NetworkSilo.OptionsOf(ClusterRole.Master), NetworkSilo.OptionsOf(ClusterRole.Site, "north"), NetworkSilo.OptionsOf(ClusterRole.Master));
        Print("silo start", string.Join(", ", silos.Select(static silo => silo.StartTime.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture))), "ms; the first one makes the schema");
        await new Branch(silos[0].Grains, TimeProvider.System).SetUpAsync();
        using var client = await ClusterGround.ClientAsync(ground.Certificates(silos[0].Options), silos[0]);
        (string Name, IGrainFactory Grains)[] callers = [("same silo", silos[1].Grains), ("other silo", silos[0].Grains), ("client through a master", client.Services.GetRequiredService<IGrainFactory>())];
        foreach (var (name, grains) in callers)
        {
            foreach (var parallel in new[] { 1, 64 })
            {
                var site = grains.Site(Branch.Tenant, Branch.SiteId);
                Print($"{name}, ×{parallel}, a heartbeat (answered from memory)", await RateAsync(parallel, () => site.HeartbeatAsync(new AgentHeartbeat { Agent = Branch.Agent }, None)), "calls/s");
                Print($"{name}, ×{parallel}, may this agent connect (one read of the record)", await RateAsync(parallel, () => site.AuthorizeAgentAsync(Branch.Agent, "00", None)), "calls/s");
                Print($"{name}, ×{parallel}, the site with its agents (from memory)", await RateAsync(parallel, () => site.GetAsync(None)), "calls/s");
            }
        }

        await client.StopAsync();
    }

    [Fact]
    public async Task Activations_Idle_TheirMemoryIsMeasured()
    {
        const int Activations = 20_000;
        const int Rounds = 4; // the first one also pays for connections, code and tables that grow
        var silo = (await ground.StartAsync(await ground.DatabaseAsync(), NetworkSilo.OptionsOf(ClusterRole.Master)))[0];
        await new Branch(silo.Grains, TimeProvider.System).SetUpAsync();
        var before = LiveBytes();
        for (var round = 0; round < Rounds; round++)
        {
            var first = round * Activations;
            var devices = Enumerable.Range(first, Activations).Select(i => silo.Grains.Device(Branch.Tenant, Branch.SiteId, DeviceId.Parse($"mfp-{i}")));
            await Parallel.ForEachAsync(devices, new ParallelOptions { MaxDegreeOfParallelism = 16 }, static async (device, _) => await device.ForgetSessionAsync("none", None));
            var after = LiveBytes();
            Print($"memory of an idle activation, {first + Activations} of them", (after - before) / Activations, "bytes");
            before = after;
        }

        await silo.StopAsync();
    }

    private static long LiveBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static async Task<long> RateAsync(int parallel, Func<Task> call)
    {
        await call();
        var calls = 0L;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, parallel).Select(_ => Task.Run(async () =>
        {
            while (watch.Elapsed < Window)
            {
                await call();
                Interlocked.Increment(ref calls);
            }
        })));
        return (long)(calls / watch.Elapsed.TotalSeconds);
    }

    private void Print(string what, object value, string unit) => output.WriteLine($"{what}: {value} {unit}");
}
