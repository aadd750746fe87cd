using Microsoft.Extensions.Logging.Abstractions;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Hosting;
using Platen.TestKit.Time;

namespace Platen.SiteAgent.Tests.Spool;

public sealed class UpkeepTests
{
    [Fact]
    public async Task SiteKey_Rotated_KeepsEverythingReadable_AndTheOldKeyOpensNothing()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var small = await spool.ReceiveAsync(SpoolFixture.Bytes(1000, 1));
        var large = await spool.ReceiveAsync(SpoolFixture.Bytes(2_000_000, 2));
        var rotation = new KeyRotation(spool.Disk, spool.Engine);

        for (var round = 2U; round <= 4; round++)
        {
            rotation.Begin();
            (await rotation.TryFinishAsync(CancellationToken.None)).ShouldBeTrue();
            spool.Engine.Ring.Active.Id.ShouldBe(round);
            spool.Engine.Ring.HasOldKeys.ShouldBeFalse();
        }

        (await spool.ReadAsync(small.Id)).ShouldBe(SpoolFixture.Bytes(1000, 1));
        await spool.RestartAsync();
        (await spool.ReadAsync(small.Id)).ShouldBe(SpoolFixture.Bytes(1000, 1));
        (await spool.ReadAsync(large.Id)).ShouldBe(SpoolFixture.Bytes(2_000_000, 2));
    }

    [Fact]
    public async Task SiteKey_WithADocumentComingInUnderTheOldOne_WaitsForIt()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var rotation = new KeyRotation(spool.Disk, spool.Engine);
        var id = JobId.New(TimeProvider.System);
        await using (var intake = spool.Jobs.BeginReceive(id, SpoolFixture.Origin()))
        {
            await intake.AppendAsync(SpoolFixture.Bytes(5000));
            rotation.Begin();
            (await rotation.TryFinishAsync(CancellationToken.None)).ShouldBeFalse();
            (await intake.CompleteAsync(SpoolFixture.Details())).Code.ShouldBe(ReceiveCode.Accepted);
        }

        (await rotation.TryFinishAsync(CancellationToken.None)).ShouldBeTrue();
        (await spool.ReadAsync(id)).ShouldBe(SpoolFixture.Bytes(5000));
    }

    [Fact]
    public async Task SparseSegment_IsEmptied_AndReused()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var jobs = new List<HeldJob>();
        for (var i = 0; i < 60; i++)
        {
            jobs.Add(await spool.ReceiveAsync(SpoolFixture.Bytes(100_000, i)));
        }

        var first = jobs[0].Place.Segment;
        foreach (var job in jobs.Where((job, i) => job.Place.Segment == first && i % 10 != 0))
        {
            await spool.Jobs.DeleteAsync(job.Id, DeletionCause.Owner, spool.User);
        }

        (await new Compaction(spool.Engine).CompactOneAsync(CancellationToken.None)).ShouldBeGreaterThan(0);

        spool.Jobs.ListInSegment(first).ShouldBeEmpty();
        await CheckAsync(spool, jobs);
        await spool.RestartAsync();
        await CheckAsync(spool, jobs);
        spool.Engine.Segments.ReadyCount.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task ExpiredJobs_AreDeleted_ExceptWhileAReleaseHasThem()
    {
        var time = new ManualTimeProvider();
        await using var spool = new SpoolFixture { Time = time };
        await spool.OpenAsync();
        var held = await spool.ReceiveAsync(SpoolFixture.Bytes(10));
        var releasing = await spool.ReceiveAsync(SpoolFixture.Bytes(10));
        var release = ReleaseId.New(TimeProvider.System);
        await spool.Jobs.BeginReleaseAsync(releasing.Id, release, SpoolFixture.Device, spool.User);
        using var sweep = new ExpirySweep(spool.Engine, Microsoft.Extensions.Options.Options.Create(spool.Options), time, NullLogger<ExpirySweep>.Instance);
        (await sweep.SweepAsync(CancellationToken.None)).ShouldBe(0);

        time.Advance(SpoolFixture.Pull.KeepHeld + TimeSpan.FromSeconds(1));

        (await sweep.SweepAsync(CancellationToken.None)).ShouldBe(1);
        spool.Jobs.Find(held.Id).ShouldBeNull();
        await spool.Jobs.FinishReleaseAsync(new JobReleaseFinished { JobId = releasing.Id.ToString(), ReleaseId = release.ToString(), Outcome = ReleaseOutcome.Completed });
        (await sweep.SweepAsync(CancellationToken.None)).ShouldBe(0);
        time.Advance(SpoolFixture.Pull.KeepReleased + TimeSpan.FromSeconds(1));
        (await sweep.SweepAsync(CancellationToken.None)).ShouldBe(1);
    }

    private static async Task CheckAsync(SpoolFixture spool, List<HeldJob> jobs)
    {
        for (var i = 0; i < jobs.Count; i++)
        {
            if (spool.Jobs.Find(jobs[i].Id) is not null)
            {
                (await spool.ReadAsync(jobs[i].Id)).ShouldBe(SpoolFixture.Bytes(100_000, i));
            }
        }
    }
}
