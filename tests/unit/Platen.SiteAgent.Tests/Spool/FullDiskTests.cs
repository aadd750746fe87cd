using Microsoft.Extensions.Logging.Abstractions;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Tests.Spool;

/// <summary>I9: a full spool refuses before it acknowledges; what is held is still readable, released and deleted.</summary>
public sealed class FullDiskTests
{
    [Theory]
    [InlineData(30_000)]
    [InlineData(3_000_000)]
    public async Task Spool_AboveItsHighWaterMark_RefusesNewAndServesHeld(int size)
    {
        await using var spool = new SpoolFixture();
        spool.Options.SpoolBytesMax = 5_000_000;
        await spool.OpenAsync();
        var held = new List<HeldJob>();
        ReceiveResult last;
        while ((last = await spool.TryReceiveAsync(SpoolFixture.Bytes(size, held.Count))).Code == ReceiveCode.Accepted)
        {
            held.Add(last.Job!);
        }

        last.Code.ShouldBe(ReceiveCode.SpoolFull);
        spool.Engine.Space.Used.ShouldBeLessThanOrEqualTo(5_000_000);
        spool.Jobs.Count.ShouldBe(held.Count);
        (await spool.ReadAsync(held[0].Id)).ShouldBe(SpoolFixture.Bytes(size, 0));
        var release = ReleaseId.New(TimeProvider.System);
        (await spool.Jobs.BeginReleaseAsync(held[0].Id, release, SpoolFixture.Device, spool.User)).Code.ShouldBe(BeginReleaseCode.Started);
        var end = new JobReleaseFinished { JobId = held[0].Id.ToString(), ReleaseId = release.ToString(), Outcome = ReleaseOutcome.Completed };
        (await spool.Jobs.FinishReleaseAsync(end, destroyData: true)).Code.ShouldBe(FinishReleaseCode.Finished);
        (await spool.TryReceiveAsync(SpoolFixture.Bytes(size))).Code.ShouldBe(ReceiveCode.Accepted);
    }

    [Fact]
    public async Task Disk_WithNoMoreThanTheReserveFree_RefusesAtTheFirstByte()
    {
        var disk = new SimulatedDisk();
        var options = new SpoolOptions { Directory = "/spool", SegmentBytes = 256 * 1024, JournalFileBytes = 256 * 1024, FreeBytesReserve = 1000, SpareSegments = 0 };
        await using var engine = await SpoolEngine.OpenAsync(disk, keySource: null, options, TimeProvider.System, NullLogger.Instance);
        disk.Free = 1000;
        engine.Space.NoteFull();

        await using var intake = engine.Jobs.BeginReceive(JobId.New(TimeProvider.System), SpoolFixture.Origin());

        intake.Refusal.ShouldBe(ReceiveCode.SpoolFull);
        (await intake.AppendAsync(new byte[10])).ShouldBeFalse();
        (await intake.CompleteAsync(SpoolFixture.Details())).Code.ShouldBe(ReceiveCode.SpoolFull);
    }

    [Fact]
    public async Task Document_AboveTheLimit_IsRefused()
    {
        await using var spool = new SpoolFixture();
        spool.Options.JobBytesMax = 1_500_000;
        await spool.OpenAsync();

        (await spool.TryReceiveAsync(SpoolFixture.Bytes(1_500_001))).Code.ShouldBe(ReceiveCode.TooLarge);
        (await spool.TryReceiveAsync(SpoolFixture.Bytes(1_500_000))).Code.ShouldBe(ReceiveCode.Accepted);
    }
}
