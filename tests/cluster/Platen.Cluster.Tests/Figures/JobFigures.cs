using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Platen.Cluster.Tests.Support;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Grains.Abstractions;
using Platen.Grains.Tests.Support;
using Platen.Silo.Options;
using Xunit.Abstractions;

namespace Platen.Cluster.Tests.Figures;

/// <summary>
/// Figures for docs/operations/cluster.md: what a whole print job costs the cluster with 1, 2 and 3 silos. A job is its three facts (received, started, finished) through the site's grain and the job's, to the ledger, the audit
/// chain and the change feed, committed by PostgreSQL; its document never passes here. All silos are in this process, which reports through the first one: on few cores the figure is the cost, not a gain in speed.
/// </summary>
[Trait("suite", "slow")]
public sealed class JobFigures(ClusterGround ground, ITestOutputHelper output) : IClassFixture<ClusterGround>
{
    private const int Jobs = 2_000;
    private const int Rounds = 5;
    private const int WarmUpJobs = 3_000; // until the runtime has compiled the hot paths for good
    private const int FactsPerBatch = 96;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Jobs_ThroughSoManySilos_AreCounted(int silos)
    {
        ClusterOptions[] options = [NetworkSilo.OptionsOf(ClusterRole.Master), .. Enumerable.Range(1, silos - 1).Select(static i => i == 1 ? NetworkSilo.OptionsOf(ClusterRole.Site, "north") : NetworkSilo.OptionsOf(ClusterRole.Master))];
        var started = await ground.StartAsync(await ground.DatabaseAsync(), options);
        var branch = await new Branch(started[0].Grains, TimeProvider.System).SetUpAsync();
        await ReportAsync(branch, WarmUpJobs);
        var rounds = new List<(double JobsPerSecond, double CpuMsPerJob)>();
        for (var round = 0; round < Rounds; round++)
        {
            var (cpu, clock) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew());
            await ReportAsync(branch, Jobs);
            rounds.Add((Jobs / clock.Elapsed.TotalSeconds, (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMilliseconds / Jobs));
        }

        Print(silos, "jobs/s", rounds.Select(static round => round.JobsPerSecond));
        Print(silos, "ms of processor a job in the silos", rounds.Select(static round => round.CpuMsPerJob));
        var query = started[0].Grains.Query(Branch.Tenant);
        (await query.OverviewAsync(CancellationToken.None)).JobsPrintedToday.ShouldBe(WarmUpJobs + (Rounds * Jobs));
        await Task.WhenAll(started.Select(static silo => silo.StopAsync()));
    }

    private void Print(int silos, string unit, IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{silos} silos: median {sorted[Rounds / 2]:F2} {unit} ({sorted[0]:F2} to {sorted[^1]:F2})"));
    }

    private static async Task ReportAsync(Branch branch, int jobs)
    {
        var batch = new List<AgentFact>();
        for (var i = 0; i < jobs; i++)
        {
            var (job, release) = (JobId.New(TimeProvider.System), ReleaseId.New(TimeProvider.System));
            batch.AddRange([branch.Next(Branch.Received(job, branch.Anna)), branch.Next(branch.Started(job, release)), branch.Next(branch.Finished(job, release))]);
            if (batch.Count >= FactsPerBatch || i == jobs - 1)
            {
                var result = await branch.IngestAsync([.. batch]);
                result.Committed.ShouldBe(batch[^1].Sequence);
                batch.Clear();
            }
        }
    }
}
