using System.Text.Json;
using Platen.Cluster.Tests.Support;
using Xunit.Abstractions;

namespace Platen.Cluster.Tests.Processes;

/// <summary>Nodes die, freeze and lose the database while people print. What was accepted is printed once and charged once (I2, I8); the figures go to the test's output.</summary>
[Trait("suite", "slow")]
public sealed class FaultTests(ProcessCluster cluster, ITestOutputHelper output) : IClassFixture<ProcessCluster>
{
    private const int Keys = 48;
    private const int Jobs = 12;
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Unaffected = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongerThanRetries = TimeSpan.FromSeconds(6); // StoreOptions.RetryFor is 3 s

    [Fact]
    public async Task Silo_KilledUnderLoad_OnlyItsKeysPause_AndAreSoonBack()
    {
        await cluster.WholeAsync();
        await using var load = await KeyLoad.StartAsync(cluster.Client("gateway-2"), Keys);
        await CalmAsync(load);
        await cluster.ClusterAsync("kill", "master-2");
        (await ShouldBeBackAsync("kill -9 of one of three masters", load)).ShouldBeGreaterThanOrEqualTo(Keys / 4, "keys of the other silos");
    }

    // Mutant: an update of a row without its version; the frozen silo writes what it decided before it froze.
    [Fact]
    public async Task SiteSilo_FrozenAndThawed_NothingIsLostOrDoubled()
    {
        await cluster.WholeAsync();
        var documents = cluster.Documents(Jobs);
        await using var load = await KeyLoad.StartAsync(cluster.Client("gateway-2"), Keys);
        await CalmAsync(load);
        var printing = await cluster.PrintAsync(documents);
        await cluster.ClusterAsync("freeze", "site-1");
        await cluster.ClusterAsync("freeze", "master-3");
        using (var frozen = new PeriodicTimer(TimeSpan.FromSeconds(20)))
        {
            await frozen.WaitForNextTickAsync(); // the fault itself lasts so long
        }

        await ShouldBeBackAsync("one of three masters and a site's silo frozen", load); // a frozen silo keeps its connections: also calls through it to others wait for its eviction
        await cluster.ClusterAsync("thaw", "site-1");
        await cluster.ClusterAsync("thaw", "master-3");
        await ShouldAllBePrintedAndChargedAsync("a site's silo and a master frozen for 20 s", documents, await printing.All);
        foreach (var silo in new[] { "site-1", "master-3" })
        {
            await Eventually.HoldsAsync($"{silo}, which was evicted, ends itself", () => Task.FromResult(cluster.Runs(silo)), static runs => !runs, TimeSpan.FromSeconds(60));
        }
    }

    [Fact]
    public async Task Gateway_KilledWhileJobsAreReleased_NothingIsLostOrDoubled()
    {
        await cluster.WholeAsync();
        var gateway = cluster.GatewayOfAgent();
        var documents = cluster.Documents(Jobs);
        var printing = await cluster.PrintAsync(documents);
        await cluster.ClusterAsync("kill", gateway);

        await ShouldAllBePrintedAndChargedAsync($"the agent's gateway ({gateway}) killed", documents, await printing.All);
        cluster.GatewayOfAgent().ShouldNotBe(gateway);
    }

    [Fact]
    public async Task Postgres_RestartedWhilePrinting_NothingIsLostOrDoubled()
    {
        await cluster.WholeAsync();
        var documents = cluster.Documents(Jobs);
        var printing = await cluster.PrintAsync(documents);
        await cluster.ClusterAsync("stop", "postgres");
        await cluster.ClusterAsync("start", "postgres");

        await ShouldAllBePrintedAndChargedAsync("PostgreSQL restarted", documents, await printing.All);
    }

    // An acknowledgement in spite of a commit that failed, by grain or gateway, would let the agent forget what is nowhere (I1).
    [Fact]
    public async Task Postgres_KilledWhileFactsWaitForTheirCommit_NothingIsLostOrDoubled()
    {
        await cluster.WholeAsync();
        var documents = cluster.Documents(Jobs);
        var printing = await cluster.PrintAsync(documents);
        await using (var held = await HeldCommits.StartAsync(cluster.Database()))
        {
            await held.AreWaitedForAsync();
            await cluster.ClusterAsync("kill", "postgres");
        }

        using (var away = new PeriodicTimer(LongerThanRetries))
        {
            await away.WaitForNextTickAsync(); // until the silos give the commits up
        }

        await cluster.ClusterAsync("start", "postgres");
        await ShouldAllBePrintedAndChargedAsync("PostgreSQL killed under commits that waited", documents, await printing.All);
    }

    private async Task CalmAsync(KeyLoad load)
    {
        await Eventually.HoldsAsync("all keys answer", () => Task.FromResult(load.Answers), static answers => answers > Keys * 20, TimeSpan.FromSeconds(60));
        output.WriteLine($"longest pause of {Keys} keys in calm: {load.Gaps.Values.Max().TotalSeconds:F2} s");
        load.Reset();
    }

    /// <summary>Every key has answered again in time; gives how many hardly paused.</summary>
    private async Task<int> ShouldBeBackAsync(string what, KeyLoad load)
    {
        await Eventually.HoldsAsync("the time in which all must be back is over", () => Task.FromResult(load.Age), static age => age > BackWithin, BackWithin * 2);
        var gaps = load.Gaps.Values.Order().ToList();
        var calm = gaps.Count(static gap => gap < Unaffected);
        output.WriteLine($"{what}: of {Keys} keys {calm} paused less than {Unaffected.TotalSeconds:F0} s; median {gaps[Keys / 2].TotalSeconds:F2} s, longest {gaps[^1].TotalSeconds:F2} s");
        gaps[^1].ShouldBeLessThan(BackWithin);
        return calm;
    }

    private async Task ShouldAllBePrintedAndChargedAsync(string what, string[] documents, IReadOnlyList<JsonElement> lines)
    {
        var errors = lines.Select(line => line.GetProperty("error").GetString()).OfType<string>().Distinct();
        output.WriteLine($"{what}: {lines.Count(line => line.GetProperty("ok").GetBoolean())} of {lines.Count} jobs without anybody noticing; else: {string.Join(" | ", errors)}");
        await cluster.ShouldBePrintedAndChargedOnceAsync(documents);
    }
}
