using Platen.SiteAgent.Hosting;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Tests.Spool;

/// <summary>I10: a check of the whole spool names every damaged document, and no other.</summary>
public sealed class SpoolCheckTests
{
    private const int Large = 2_000_000;

    [Fact]
    public async Task WholeSpool_NothingIsNamed()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        await spool.ReceiveAsync(SpoolFixture.Bytes(0));
        await spool.ReceiveAsync(SpoolFixture.Bytes(1000));
        await spool.ReceiveAsync(SpoolFixture.Bytes(Large));

        var result = await new SpoolCheck(spool.Engine).RunAsync();

        (result.Jobs, result.Bytes).ShouldBe((3, Large + 1000));
        result.Damages.ShouldBeEmpty();
    }

    [Fact]
    public async Task FlippedBitAndMissingFile_AreNamed_AndTheRestIsStillRead()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var jobs = new List<HeldJob>();
        for (var i = 0; i < 300; i++)
        {
            jobs.Add(await spool.ReceiveAsync(SpoolFixture.Bytes(500, i)));
        }

        var (flipped, missing) = (jobs[280], await spool.ReceiveAsync(SpoolFixture.Bytes(Large)));
        Flip(spool, flipped);
        File.Delete(Path.Combine(spool.Options.Directory, "documents", $"{missing.Id}.doc"));

        var progress = 0;
        var result = await new SpoolCheck(spool.Engine).RunAsync((done, _) => progress = done);

        (result.Jobs, progress).ShouldBe((301, 301));
        result.Damages.Select(damage => (damage.Job, damage.Damage, damage.Chunk)).ShouldBe(
            [(flipped.Id, SpoolDamage.ChunkDamaged, 0), (missing.Id, SpoolDamage.FileMissing, -1)]);
    }

    [Fact]
    public async Task Command_WithDelete_LeavesASpoolThatIsWhole()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var good = await spool.ReceiveAsync(SpoolFixture.Bytes(1000, 1));
        var bad = await spool.ReceiveAsync(SpoolFixture.Bytes(1000, 2));
        Flip(spool, bad);
        await spool.StopAsync();
        string[] folder = ["--Spool:Directory=" + spool.Options.Directory];

        (await CheckCommand.RunAsync(folder)).ShouldBe(1);
        (await CheckCommand.RunAsync(["--delete-damaged", .. folder])).ShouldBe(1);
        (await CheckCommand.RunAsync(folder)).ShouldBe(0);

        await spool.OpenAsync();
        spool.Jobs.Find(bad.Id).ShouldBeNull();
        (await spool.ReadAsync(good.Id)).ShouldBe(SpoolFixture.Bytes(1000, 1));
    }

    [Fact]
    public async Task Command_WithoutASpool_OrWhileTheAgentRuns_SaysSo()
    {
        await using var spool = await new SpoolFixture().OpenAsync();

        (await CheckCommand.RunAsync(["--Spool:Directory=/nowhere"])).ShouldBe(2);
        (await CheckCommand.RunAsync(["--Spool:Directory=" + spool.Options.Directory])).ShouldBe(1);
    }

    private static void Flip(SpoolFixture spool, HeldJob job)
    {
        using var file = new FileStream(Path.Combine(spool.Options.Directory, "segments", $"{job.Place.Segment:x8}.seg"), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Position = job.Place.Offset + DataHeader.Bytes + 5;
        var value = file.ReadByte();
        file.Position--;
        file.WriteByte((byte)(value ^ 1));
    }
}
