using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Platen.Cluster.Tests.Support;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Tests.Support;
using Platen.Silo.Options;

namespace Platen.Cluster.Tests.Guards;

/// <summary>
/// The database goes away under a site's silo and a master (I8). The grain that decides a fact is on another silo than the site's: the fault must arrive as what it is, or the site would take the fact for one that always fails, and park it.
/// Mutant: leave out OrleansStoreFaultConverter.
/// </summary>
public sealed class OutageTests(ClusterGround ground) : IClassFixture<ClusterGround>
{
    private const int Attempts = 5; // more than a site grain takes before it parks a bad fact

    [Fact]
    public async Task Facts_DuringAnOutage_AreNeitherParkedNorLost()
    {
        var silos = await ground.StartAsync(await ground.DatabaseAsync(), NetworkSilo.OptionsOf(ClusterRole.Master), NetworkSilo.OptionsOf(ClusterRole.Site, "north"));
        var branch = await new Branch(silos[0].Grains, TimeProvider.System).SetUpAsync();
        var management = silos[0].Grains.GetGrain<IManagementGrain>(0);
        (await management.GetActivationAddress(branch.Site)).ShouldBe(silos[1].Address);
        var (job, release) = (JobId.New(TimeProvider.System), ReleaseId.New(TimeProvider.System));
        (await branch.ReportAsync(Branch.Received(job, branch.Anna))).Code.ShouldBe(IngestCode.Ok);
        (await management.GetActivationAddress(silos[0].Grains.Job(Branch.Tenant, job))).ShouldBe(silos[0].Address);

        var started = branch.Next(branch.Started(job, release));
        await ground.Postgres.KillAsync();
        for (var i = 0; i < Attempts; i++)
        {
            await Should.ThrowAsync<RecordStoreUnavailableException>(() => branch.IngestAsync(started));
        }

        await ground.Postgres.RestartAsync();
        var result = await Eventually.HoldsAsync("facts get through again", () => TryAsync(branch, started), static result => result is { Code: IngestCode.Ok });
        (result!.Committed, result.Parked).ShouldBe((2, 0));
        (await branch.ReportAsync(branch.Finished(job, release))).Parked.ShouldBe(0);
        (await silos[0].Grains.Query(Branch.Tenant).OverviewAsync(CancellationToken.None)).JobsPrintedToday.ShouldBe(1);
    }

    private static async Task<IngestResult?> TryAsync(Branch branch, Domain.Sites.AgentFact fact)
    {
        try
        {
            return await branch.IngestAsync(fact);
        }
        catch (Exception fault) when (fault is RecordStoreUnavailableException or OrleansException)
        {
            return null;
        }
    }
}
