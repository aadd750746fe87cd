using System.Text;
using Platen.Gateway.Tests.Hosting;
using Platen.TestKit.Directories;
using Xunit.Abstractions;

namespace Platen.Gateway.Tests.Directories;

/// <summary>AU21 with 100,000 people in a real OpenLDAP: time and memory, by a silo of its own.</summary>
public sealed class ManyPeopleTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int People = 100_000;
    private const int Changed = 1_000;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);
    private readonly SiloHost _silo = new();

    public Task InitializeAsync() => _silo.InitializeAsync();

    public Task DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    [Trait("suite", "slow")]
    public async Task Directory_Of100000People_IsSynchronisedWithinBounds()
    {
        var ldif = new StringBuilder();
        for (var i = 0; i < People; i++)
        {
            ldif.Append(Slapd.Person($"bulk{i}", $"Bulk Person {i}"));
        }

        for (var group = 0; group < 100; group++)
        {
            ldif.Append(Slapd.Group($"bulk-group-{group}", [.. Enumerable.Range(group * 1_000, 1_000).Select(i => $"bulk{i}")]));
        }

        await using var slapd = await Slapd.StartAsync(ldif.ToString(), many: true);
        await DirectoryCalls.PutAsync(_silo, "bulk", slapd);
        await RunAsync("full", added: People, changed: 0);
        await RunAsync("full", added: 0, changed: 0);
        await RunAsync("changes", added: 0, changed: 0);
        await slapd.ModifyAsync(string.Concat(Enumerable.Range(0, Changed).Select(i => $"dn: {Slapd.DnOf($"bulk{i}")}\nchangetype: modify\nreplace: cn\ncn: Changed Person {i}\n\n")));
        await RunAsync("changes", added: 0, changed: Changed);
    }

    private async Task RunAsync(string kind, int added, int changed)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var began = TimeProvider.System.GetTimestamp();
        var peak = 0L;
        var run = await DirectoryCalls.RunAsync(_silo, "bulk", kind, () => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false)), Limit);
        var counts = run.GetProperty("counts");
        output.WriteLine($"{kind}: {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s, {counts.GetProperty("added").GetInt32()} added, {counts.GetProperty("changed").GetInt32()} changed, managed memory at its peak {(peak - before) / 1_048_576} MiB more, load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
        (run.GetProperty("state").GetString(), counts.GetProperty("added").GetInt32(), counts.GetProperty("changed").GetInt32()).ShouldBe(("done", added, changed), run.GetProperty("message").GetString());
    }
}
