using System.Diagnostics;
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

    [Fact]
    public async Task Silo_KilledUnderLoad_OnlyItsKeysPause_AndAreSoonBack()
    {
        await cluster.WholeAsync();
        await using var load = await KeyLoad.StartAsync(cluster.Client("gateway-2"), Keys);
        await Eventually.HoldsAsync("all keys answer", () => Task.FromResult(load.Answers), answers => answers > Keys * 10, TimeSpan.FromSeconds(60));
        var before = load.Gaps.Values.Max();

        var clock = Stopwatch.StartNew();
        await cluster.ClusterAsync("kill", "master-2");
        var answers = load.Answers;
        await Eventually.HoldsAsync("ten answers a key after the kill", () => Task.FromResult(load.Answers - answers), more => more > Keys * 40, TimeSpan.FromSeconds(90));
        await Eventually.HoldsAsync("every key answers again", () => Task.FromResult(load.Gaps.Values.Max()), _ => clock.Elapsed > BackWithin, TimeSpan.FromSeconds(60));

        var gaps = load.Gaps.Values.Order().ToList();
        var calm = gaps.Count(gap => gap < Unaffected);
        output.WriteLine($"kill -9 of one of three masters: longest pause of {Keys} keys before {before.TotalSeconds:F2} s; after it {calm} keys under {Unaffected.TotalSeconds:F0} s, median {gaps[Keys / 2].TotalSeconds:F2} s, longest {gaps[^1].TotalSeconds:F2} s");
        gaps[^1].ShouldBeLessThan(BackWithin);
        calm.ShouldBeGreaterThanOrEqualTo(Keys / 4, "keys of the other silos");
    }

    // Mutant: an update of a row without its version; the frozen silo writes what it decided before it froze.
    [Fact]
    public async Task SiteSilo_FrozenAndThawed_NothingIsLostOrDoubled()
    {
        await cluster.WholeAsync();
        var documents = cluster.Documents(Jobs);
        var printing = cluster.PrintAsync(documents);
        await cluster.ClusterAsync("freeze", "site-1");
        await cluster.ClusterAsync("freeze", "master-3");
        using (var frozen = new PeriodicTimer(TimeSpan.FromSeconds(20)))
        {
            await frozen.WaitForNextTickAsync(); // the fault itself lasts so long
        }

        await cluster.ClusterAsync("thaw", "site-1");
        await cluster.ClusterAsync("thaw", "master-3");
        await ShouldAllBePrintedAndChargedAsync("a site's silo and a master frozen for 20 s", documents, await printing);
        output.WriteLine($"after the thaw: site-1 {(cluster.Runs("site-1") ? "runs on" : "has ended itself")}, master-3 {(cluster.Runs("master-3") ? "runs on" : "has ended itself")}");
    }

    [Fact]
    public async Task Gateway_KilledWhileJobsAreReleased_NothingIsLostOrDoubled()
    {
        await cluster.WholeAsync();
        var gateway = cluster.GatewayOfAgent();
        var documents = cluster.Documents(Jobs);
        var printing = cluster.PrintAsync(documents);
        await cluster.ClusterAsync("kill", gateway);

        await ShouldAllBePrintedAndChargedAsync($"the agent's gateway ({gateway}) killed", documents, await printing);
        cluster.GatewayOfAgent().ShouldNotBe(gateway);
    }

    [Fact]
    public async Task Postgres_RestartedWhilePrinting_NothingIsLostOrDoubled()
    {
        await cluster.WholeAsync();
        var documents = cluster.Documents(Jobs);
        var printing = cluster.PrintAsync(documents);
        await cluster.ClusterAsync("stop", "postgres");
        await cluster.ClusterAsync("start", "postgres");

        await ShouldAllBePrintedAndChargedAsync("PostgreSQL restarted", documents, await printing);
    }

    private async Task ShouldAllBePrintedAndChargedAsync(string what, string[] documents, IReadOnlyList<JsonElement> lines)
    {
        var errors = lines.Select(line => line.GetProperty("error").GetString()).OfType<string>().Distinct();
        output.WriteLine($"{what}: {lines.Count(line => line.GetProperty("ok").GetBoolean())} of {lines.Count} jobs without anybody noticing; else: {string.Join(" | ", errors)}");
        await cluster.ShouldBePrintedAndChargedOnceAsync(documents);
    }
}
