using Platen.Cluster.Tests.Support;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Grains.Abstractions;
using Platen.Grains.Tests.Support;
using Xunit.Abstractions;

namespace Platen.Cluster.Tests.Guards;

/// <summary>
/// Random losses while agents report (I1): what either side acknowledged is in the record from then on, whatever is lost next: activations, a silo without a word, PostgreSQL itself by kill -9, before, in or right after a commit. And what
/// the agent sends again because no acknowledgement came is recorded once. The agent forgets what was acknowledged, as the real one may. The seed is in the test's name, the steps in its output.
/// Mutants as in <see cref="LostCommitTests"/>, which hits the commit in every run; here two of three seeds did.
/// </summary>
public sealed class AcknowledgedFactTests(ClusterGround ground, ITestOutputHelper output) : IClassFixture<ClusterGround>
{
    private const int Facts = 150;
    private const int BatchMax = 20;
    private const int StepsMax = 1_000;
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [ClassData(typeof(Seeds))]
    public async Task Facts_AcknowledgedByAnySide_AreThereAfterEveryLoss(int seed)
    {
        var random = new Random(seed);
        var split = await SplitBrain.StartAsync(ground);
        var jobs = Enumerable.Range(0, Facts).Select(static _ => JobId.New(TimeProvider.System)).ToList();
        var journal = jobs.Select(job => split.Branch.Next(Branch.Received(job, split.Branch.Anna))).ToList();
        var acknowledged = 0L;
        for (var step = 0; acknowledged < Facts; step++)
        {
            step.ShouldBeLessThan(StepsMax, $"only {acknowledged} of {Facts} facts are through");
            // what was acknowledged is not there to be sent again
            var batch = journal.Where(fact => fact.Sequence > acknowledged).Take(1 + random.Next(BatchMax)).ToList();
            var (side, what) = (random.Next(2), random.Next(14));
            output.WriteLine($"{step}: {what} at side {side} after {acknowledged}");
            acknowledged = Math.Max(acknowledged, await StepAsync(split, side, what, batch));
            (await split.CountOfAsync(jobs.Take((int)acknowledged))).ShouldBe(acknowledged, "jobs that were acknowledged");
        }

        (await split.CountAsync("SELECT count(*) FROM platen.jobs")).ShouldBe(Facts);
        (await split.Sides[0].Grains.Query(Branch.Tenant).VerifyAuditAsync(None)).ShouldBeEmpty();
        await Task.WhenAll(split.Sides.Select(static side => side.StopAsync()));
    }

    /// <summary>Does one thing that can happen; gives what was acknowledged by it.</summary>
    private async Task<long> StepAsync(SplitBrain split, int side, int what, List<AgentFact> batch)
    {
        switch (what)
        {
            case 0:
                await split.TroubleAsync(side);
                return 0;
            case 1: // power loss of the database while a batch is on its way
                var underWay = split.TryIngestAsync(side, batch);
                await ground.Postgres.KillAsync();
                var code = (await underWay)?.Committed ?? 0;
                await ground.Postgres.RestartAsync();
                return code;
            case 2: // the agent's stream moves while a batch is on its way
                var both = await Task.WhenAll(split.TryIngestAsync(side, batch), split.TryIngestAsync(1 - side, batch));
                return both.Max(static result => result?.Committed ?? 0);
            case 3: // its silo is lost while a batch is on its way
                var last = split.TryIngestAsync(side, batch);
                await split.LoseAsync(side);
                return (await last)?.Committed ?? 0;
            case 4: // power loss of the database between the decision and its commit
                return await LoseCommitAsync(split, side, batch);
            case 5: // power loss right after the acknowledgement
                var done = await split.TryIngestAsync(side, batch);
                await ground.Postgres.KillAsync();
                await ground.Postgres.RestartAsync();
                return done?.Committed ?? 0;
            default:
                return (await split.TryIngestAsync(side, batch))?.Committed ?? 0;
        }
    }

    private async Task<long> LoseCommitAsync(SplitBrain split, int side, List<AgentFact> batch)
    {
        await using var held = await split.HoldCommitsAsync();
        var underWay = split.TryIngestAsync(side, batch);
        var waited = held.AreWaitedForAsync();
        if (await Task.WhenAny(underWay, waited) == waited)
        {
            await waited;
            await ground.Postgres.KillAsync();
            await underWay;
            await ground.Postgres.RestartAsync();
        }

        return (await underWay)?.Committed ?? 0;
    }
}
