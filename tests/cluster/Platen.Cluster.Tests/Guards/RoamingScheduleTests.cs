using Platen.Cluster.Tests.Support;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Jobs;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Tests.Support;
using Xunit.Abstractions;

namespace Platen.Cluster.Tests.Guards;

/// <summary>
/// Two sites print one job, over two activations of every grain (I3): it is released at its own site's panel, at the other site's, and from the console on both sides at once; both agents' facts come in any order, cut anywhere,
/// repeated, to both sides; commands come again; activations are dropped and silos lost. Every job is printed at most once, charged once where it came out, whoever asked too late was told no, and in the end the record says what its
/// holder says and no command is open. The seed is in the test's name, the steps in its output. Mutant tried: the holder is told an outcome
/// that was not the receiver's.
/// </summary>
public sealed class RoamingScheduleTests(ClusterGround ground, ITestOutputHelper output) : IClassFixture<ClusterGround>
{
    private const int Jobs = 12;
    private const int Steps = 150;
    private const int QuietRoundsMax = 50;
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [ClassData(typeof(Seeds))]
    public async Task Schedule_OfTwoSitesAndOneJob_PrintsAndChargesItOnce(int seed)
    {
        var random = new Random(seed);
        var split = await SplitBrain.StartAsync(ground);
        var north = new HoldingAgent(split, random, Jobs);
        var south = await ReceivingAgent.EnrolAsync(split, random, north);
        for (var step = 0; step < Steps; step++)
        {
            var (side, what, job) = (random.Next(2), random.Next(12), north.Jobs[random.Next(Jobs)]);
            output.WriteLine($"{step}: {what} at side {side}");
            await StepAsync(split, north, south, side, what, job);
        }

        await QuietAsync(split, north, south);
        await ShouldBeRightAsync(split, north, south);
        await Task.WhenAll(split.Sides.Select(static side => side.StopAsync()));
    }

    private static async Task StepAsync(SplitBrain split, HoldingAgent north, ReceivingAgent south, int side, int what, JobId job)
    {
        switch (what)
        {
            case 0:
                north.ReleaseHere(job);
                break;
            case 1 or 2:
                await south.FetchAsync(side, job);
                break;
            case 3:
                south.EndOne();
                break;
            case 4:
                await Task.WhenAll(AskAsync(split, side, job), AskAsync(split, 1 - side, job));
                break;
            case 5 or 6:
                await north.ReportAsync(side);
                break;
            case 7 or 8:
                await south.ReportAsync(side);
                break;
            case 9 or 10:
                await north.ObeyAsync(side);
                break;
            default:
                await split.TroubleAsync(side);
                break;
        }
    }

    /// <summary>Somebody asks at the console; the answer is a command, or words.</summary>
    private static async Task AskAsync(SplitBrain split, int side, JobId job)
    {
        var request = new RequestRelease { Release = ReleaseId.New(TimeProvider.System), Device = Branch.DeviceId, User = split.Branch.Anna };
        var answer = await split.Sides[side].Grains.Job(Branch.Tenant, job).RequestReleaseAsync(request, Branch.System, None);
        (answer.Result.IsDone || answer.Result.Messages is [{ Length: > 0 }, ..]).ShouldBeTrue();
    }

    /// <summary>No more troubles: everything under way comes to its end.</summary>
    private static async Task QuietAsync(SplitBrain split, HoldingAgent north, ReceivingAgent south)
    {
        for (var round = 0; ; round++)
        {
            round.ShouldBeLessThan(QuietRoundsMax, "facts or commands that never come to an end");
            while (south.EndOne())
            {
            }

            // several times, because each side may be behind
            var sent = await south.ReportAllAsync() + await north.ReportAllAsync();
            var obeyed = await north.ObeyAsync(0) + await north.ObeyAsync(1);
            if (sent + obeyed == 0 && await split.CountAsync("SELECT count(*) FROM platen.site_commands WHERE answered_at IS NULL") == 0)
            {
                return;
            }
        }
    }

    private static async Task ShouldBeRightAsync(SplitBrain split, HoldingAgent north, ReceivingAgent south)
    {
        var prints = north.Prints.Concat(south.Prints).ToList();
        prints.Select(static print => print.Job).ShouldBeUnique();
        (await split.CountAsync("SELECT count(*) FROM platen.ledger")).ShouldBe(prints.Count);
        foreach (var (job, release, site) in prints)
        {
            (await split.CountAsync($"SELECT count(*) FROM platen.ledger WHERE release = '{release.Value}' AND job = '{job.Value}' AND site = '{site}'")).ShouldBe(1);
        }

        foreach (var job in north.Jobs)
        {
            var row = (await split.Sides[0].Grains.Query(Branch.Tenant).ListJobsAsync(new() { }, new("", 500), None)).Items.Single(row => row.Id == job);
            (row.State, row.DataKept).ShouldBe(prints.Exists(print => print.Job == job) ? (JobState.Completed, false) : (JobState.PendingHeld, true));
        }

        (await split.Sides[1].Grains.Query(Branch.Tenant).VerifyAuditAsync(None)).ShouldBeEmpty();
    }
}
