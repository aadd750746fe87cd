using System.Net.Http.Json;
using System.Text.Json;
using Xunit.Abstractions;

namespace Platen.Cluster.Tests.Processes;

/// <summary>
/// A cluster of an earlier version is upgraded node by node, and taken back, while people print: at each step N−1 and N answer side by side, and what was accepted is printed once and charged once.
/// The earlier version is built from the commit named in <c>previous-silo</c>, the oldest one that the migrations allow: after a release, the release's.
/// </summary>
[Trait("suite", "slow")]
public sealed class RollingUpgradeTests(ProcessCluster cluster, ITestOutputHelper output) : IClassFixture<ProcessCluster>
{
    private const int JobsPerStep = 2;
    private static readonly string[] Silos = ["master-3", "master-2", "site-2", "site-1", "master-1"];
    private static readonly string[] Gateways = ["gateway-2", "gateway-1"];

    [Fact]
    public async Task Nodes_UpgradedOneByOneAndBack_NothingIsLostOrDoubled()
    {
        var previous = Architecture.Tests.Repository.Read("tests/cluster/Platen.Cluster.Tests/Processes/previous-silo").Split(' ')[0];
        var printed = new List<string>();
        // down to N-1: the way back comes first, because the cluster is up with N; then up again: the upgrade
        foreach (var gateway in Gateways)
        {
            await ReplaceAsync(gateway, previous, printed);
        }

        foreach (var silo in Silos)
        {
            await ReplaceAsync(silo, previous, printed);
        }

        var before = (await VersionsAsync()).Distinct().ToList();
        before.Count.ShouldBe(1, "all nodes are of the previous version");
        foreach (var silo in Silos)
        {
            await ReplaceAsync(silo, previous: null, printed);
        }

        foreach (var gateway in Gateways)
        {
            await ReplaceAsync(gateway, previous: null, printed);
        }

        var versions = (await VersionsAsync()).Distinct().ToList();
        versions.Count.ShouldBe(1, "all nodes are of this version");
        versions.ShouldNotBe(before);
        output.WriteLine($"{Silos.Length + Gateways.Length} nodes back to {previous} and up to {versions[0]} again, one by one; {printed.Count} jobs on the way");
        await cluster.ShouldBePrintedAndChargedOnceAsync(printed);
    }

    /// <summary>Ends one node in good order and starts it in the other version, while documents are on their way.</summary>
    private async Task ReplaceAsync(string node, string? previous, List<string> printed)
    {
        var documents = cluster.Documents(JobsPerStep);
        var printing = await cluster.PrintAsync(documents);
        await cluster.ClusterAsync("stop", node);
        await cluster.ClusterAsync(["start", node, .. previous is null ? Array.Empty<string>() : ["--of", previous]]);
        var lines = await printing.All;
        printed.AddRange(documents);
        var errors = lines.Select(static line => line.GetProperty("error").GetString()).OfType<string>().Distinct();
        output.WriteLine($"{node} {(previous is null ? "upgraded" : "taken back")}: {lines.Count(static line => line.GetProperty("ok").GetBoolean())} of {lines.Count} jobs without anybody noticing; {string.Join(" | ", errors)}");
    }

    // each node is asked itself; one of a version from before versions were told says none
    private async Task<IReadOnlyList<string>> VersionsAsync()
    {
        var versions = new List<string>();
        foreach (var node in Silos.Concat(Gateways))
        {
            using var http = cluster.Client(node);
            versions.Add((await http.GetFromJsonAsync<JsonElement>("health/ready")).TryGetProperty("version", out var version) ? version.GetString()! : "");
        }

        return versions;
    }
}
