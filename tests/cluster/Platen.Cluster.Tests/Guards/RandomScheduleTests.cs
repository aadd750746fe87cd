using Platen.Cluster.Tests.Support;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Grains.Abstractions;
using Platen.Grains.Tests.Support;

namespace Platen.Cluster.Tests.Guards;

/// <summary>
/// Random schedules over two activations of every grain: batches cut anywhere, sent again, sent through either side or both at once, out of turn, with activations dropped in between. Whatever happens, each release that
/// completed is charged once and nothing else is (I2), in order per agent (I4), and the audit chain holds (I7). The seed is in the test's name. Mutants as in <see cref="SecondActivationTests"/>.
/// </summary>
public sealed class RandomScheduleTests(ClusterGround ground) : IClassFixture<ClusterGround>
{
    private const int Jobs = 30;
    private const int StepsMax = 2_000;

    [Theory]
    [ClassData(typeof(Seeds))]
    public async Task Schedule_OfTwoSides_KeepsTheInvariants(int seed)
    {
        var random = new Random(seed);
        var split = await SplitBrain.StartAsync(ground);
        var (facts, charged) = Journal(split.Branch, random);
        var committed = 0L;
        for (var step = 0; committed < facts.Count; step++)
        {
            step.ShouldBeLessThan(StepsMax, $"only {committed} of {facts.Count} facts are through");
            committed = Math.Max(committed, await StepAsync(split, facts, committed, random));
        }

        (await split.CountAsync("SELECT count(*) FROM platen.ledger")).ShouldBe(charged);
        (await split.CountAsync("SELECT count(DISTINCT release) FROM platen.ledger")).ShouldBe(charged);
        (await split.CountAsync("SELECT events_committed FROM platen.agents")).ShouldBe(facts.Count);
        (await split.CountAsync("SELECT count(*) FROM platen.jobs")).ShouldBe(Jobs);
        (await split.Sides[0].Grains.Query(Branch.Tenant).VerifyAuditAsync(CancellationToken.None)).ShouldBeEmpty();
        await Task.WhenAll(split.Sides.Select(static side => side.StopAsync()));
    }

    /// <summary>A journal in which jobs' facts are interleaved as on a busy agent; a third of the releases fails, and some outcomes are told twice.</summary>
    private static (List<AgentFact> Facts, int Charged) Journal(Branch branch, Random random)
    {
        var open = new List<Queue<FactBody>>();
        var charged = 0;
        for (var i = 0; i < Jobs; i++)
        {
            var (job, release) = (JobId.New(TimeProvider.System), ReleaseId.New(TimeProvider.System));
            var fails = random.Next(3) == 0;
            charged += fails ? 0 : 1;
            var end = branch.Finished(job, release, fails ? ReleaseOutcome.NotPrinted : ReleaseOutcome.Completed);
            open.Add(new Queue<FactBody>([Branch.Received(job, branch.Anna), branch.Started(job, release), end, .. random.Next(4) == 0 ? [end] : Array.Empty<FactBody>()]));
        }

        var facts = new List<AgentFact>();
        while (open.Count > 0)
        {
            var next = open[random.Next(open.Count)];
            facts.Add(branch.Next(next.Dequeue()));
            if (next.Count == 0)
            {
                open.Remove(next);
            }
        }

        return (facts, charged);
    }

    /// <summary>Does one thing that can happen; gives the highest sequence that anybody acknowledged.</summary>
    private static async Task<long> StepAsync(SplitBrain split, List<AgentFact> facts, long committed, Random random)
    {
        var from = (int)Math.Max(0, committed - random.Next(6));
        var batch = facts.Skip(from).Take(1 + random.Next(12)).ToList();
        switch (random.Next(6))
        {
            case 0: // both at once, as when an agent's stream moves to another gateway while its last batch is under way
                var both = await Task.WhenAll(split.TryIngestAsync(0, batch), split.TryIngestAsync(1, batch));
                return both.Max(static result => result?.Committed ?? 0);
            case 1: // from the future: must be a gap
                await split.TryIngestAsync(random.Next(2), facts.Skip((int)committed + 3).Take(4));
                return 0;
            case 2: // an activation is dropped
                await DropAsync(split, random.Next(2));
                return 0;
            default:
                return (await split.TryIngestAsync(random.Next(2), batch))?.Committed ?? 0;
        }
    }

    private static async Task DropAsync(SplitBrain split, int side)
    {
        var management = split.Sides[side].Grains.GetGrain<Orleans.Runtime.IManagementGrain>(0);
        await management.ForceActivationCollection(TimeSpan.Zero);
    }
}
