using Platen.Cluster.Tests.Support;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Tests.Support;

namespace Platen.Cluster.Tests.Guards;

/// <summary>
/// The loss hits exactly the commit: everything was read and decided, nothing is written (I1). Then nothing is acknowledged, and what the agent sends again is recorded once.
/// Mutants tried: the site's grain takes a fault of the store for a commit, for a window of facts and for one alone.
/// </summary>
public sealed class LostCommitTests(ClusterGround ground) : IClassFixture<ClusterGround>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    public Task InitializeAsync() => Task.CompletedTask;

    // a test that failed half way leaves the server dead
    public Task DisposeAsync() => ground.Postgres.Running ? Task.CompletedTask : ground.Postgres.RestartAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task Facts_WhoseCommitDiesWithTheServer_AreNotAcknowledged(int facts)
    {
        var (split, jobs, journal) = await StartAsync(facts);
        await using (var held = await split.HoldCommitsAsync())
        {
            var underWay = split.TryIngestAsync(0, journal);
            await held.AreWaitedForAsync();
            await ground.Postgres.KillAsync();
            ((await underWay)?.Committed ?? 0).ShouldBe(0, "facts acknowledged, though the server died before their commit");
        }

        await ground.Postgres.RestartAsync();
        await AreRecordedOnceAsync(split, jobs, journal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task Facts_WhoseCommitLosesItsConnection_AreNotAcknowledged(int facts)
    {
        var (split, jobs, journal) = await StartAsync(facts);
        await using (var held = await split.HoldCommitsAsync())
        {
            var underWay = split.TryIngestAsync(0, journal);
            await held.AreWaitedForAsync();
            await held.BreakUntilAsync(underWay);
            ((await underWay)?.Committed ?? 0).ShouldBe(0, "facts acknowledged, though their commit lost its connection");
        }

        await AreRecordedOnceAsync(split, jobs, journal);
    }

    // What a silo does that froze between decision and commit, and thaws when another one has its grains: its commit arrives late (I2).
    [Fact]
    public async Task Facts_WhoseCommitArrivesAfterAnotherActivations_AreRecordedAndChargedOnce()
    {
        var split = await SplitBrain.StartAsync(ground);
        var (job, release) = (JobId.New(TimeProvider.System), ReleaseId.New(TimeProvider.System));
        var branch = split.Branch;
        AgentFact[] facts = [branch.Next(Branch.Received(job, branch.Anna)), branch.Next(branch.Started(job, release)), branch.Next(branch.Finished(job, release))];
        Task<IngestResult?> late;
        Task<IngestResult?> other;
        await using (var held = await split.HoldCommitsAsync())
        {
            late = split.TryIngestAsync(0, facts);
            await held.AreWaitedForAsync();
            other = split.TryIngestAsync(1, facts);
            await held.AreQueuedForAsync();
            await held.BreakFirstAsync(); // it is sent again, and now comes second
        }

        (await other).ShouldNotBeNull().Committed.ShouldBe(facts.Length);
        ((await late)?.Parked ?? 0).ShouldBe(0);
        (await split.CountAsync("SELECT count(*) FROM platen.ledger")).ShouldBe(1);
        (await split.CountAsync("SELECT events_committed FROM platen.agents")).ShouldBe(facts.Length);
        (await split.CountAsync("SELECT count(*) FROM platen.audit_entries WHERE action = 'job.printed'")).ShouldBe(1);
        (await split.Sides[0].Grains.Query(Branch.Tenant).VerifyAuditAsync(None)).ShouldBeEmpty();
        await Task.WhenAll(split.Sides.Select(static side => side.StopAsync()));
    }

    private async Task<(SplitBrain Split, List<JobId> Jobs, List<AgentFact> Journal)> StartAsync(int facts)
    {
        var split = await SplitBrain.StartAsync(ground);
        var jobs = Enumerable.Range(0, facts).Select(static _ => JobId.New(TimeProvider.System)).ToList();
        return (split, jobs, [.. jobs.Select(job => split.Branch.Next(Branch.Received(job, split.Branch.Anna)))]);
    }

    /// <summary>Nothing is there yet; the agent sends again, through the other side, and all is there once.</summary>
    private static async Task AreRecordedOnceAsync(SplitBrain split, List<JobId> jobs, List<AgentFact> journal)
    {
        (await split.CountOfAsync(jobs)).ShouldBe(0);
        var again = await Eventually.HoldsAsync("facts get through again", () => split.TryIngestAsync(1, journal), result => result?.Committed == journal.Count);
        again!.Parked.ShouldBe(0);
        (await split.CountOfAsync(jobs)).ShouldBe(jobs.Count);
        (await split.CountAsync("SELECT count(*) FROM platen.jobs")).ShouldBe(jobs.Count);
        (await split.Sides[0].Grains.Query(Branch.Tenant).VerifyAuditAsync(None)).ShouldBeEmpty();
        await Task.WhenAll(split.Sides.Select(static side => side.StopAsync()));
    }
}
