using System.Security.Cryptography;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Tests.Spool;

public sealed class SpoolTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(20_000)]
    [InlineData(300_000)]
    [InlineData(1024 * 1024)]
    [InlineData(1024 * 1024 + 1)]
    [InlineData(5_000_001)]
    public async Task Document_OfAnySize_IsReadBackAsItCame_AlsoAfterARestart(int size)
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var document = SpoolFixture.Bytes(size);

        var job = await spool.ReceiveAsync(document, spool.User);

        (await spool.ReadAsync(job.Id)).ShouldBe(document);
        await spool.RestartAsync();
        var again = spool.Jobs.Find(job.Id).ShouldNotBeNull();
        again.SizeBytes.ShouldBe(size);
        again.Facts.Sha256.ToByteArray().ShouldBe(SHA256.HashData(document));
        again.ShouldBeEquivalentTo(job);
        (await spool.ReadAsync(job.Id)).ShouldBe(document);
    }

    [Fact]
    public async Task Document_InPiecesOfAnySize_IsTheSame()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var document = SpoolFixture.Bytes(3_000_000);
        var random = new Random(7);
        await using var intake = spool.Jobs.BeginReceive(JobId.New(TimeProvider.System), SpoolFixture.Origin());
        for (var at = 0; at < document.Length;)
        {
            var count = Math.Min(random.Next(0, 90_000), document.Length - at);
            (await intake.AppendAsync(document.AsMemory(at, count))).ShouldBeTrue();
            at += count;
        }

        var result = await intake.CompleteAsync(SpoolFixture.Details());

        result.Code.ShouldBe(ReceiveCode.Accepted);
        (await spool.ReadAsync(intake.Id)).ShouldBe(document);
    }

    [Theory]
    [InlineData(50_000)]
    [InlineData(5_000_000)]
    public async Task Intake_NotCompleted_LeavesNothingBehind(int size)
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var id = JobId.New(TimeProvider.System);
        await using (var intake = spool.Jobs.BeginReceive(id, SpoolFixture.Origin()))
        {
            await intake.AppendAsync(SpoolFixture.Bytes(size));
        }

        spool.Jobs.Count.ShouldBe(0);
        spool.Engine.Space.Used.ShouldBe(0);
        spool.Engine.Journal.LastSequence.ShouldBe(0UL);
        Directory.GetFiles(Path.Combine(spool.Options.Directory, "documents")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Intakes_Concurrently_AreAllHeldAfterARestart()
    {
        await using var spool = await new SpoolFixture().OpenAsync();
        var owner = UserId.New(TimeProvider.System);

        var jobs = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => spool.ReceiveAsync(SpoolFixture.Bytes(1000 * (i + 1), i), owner))));

        await spool.RestartAsync();
        spool.Jobs.ListOwnedBy(owner, 1000).Count.ShouldBe(200);
        for (var i = 0; i < jobs.Length; i++)
        {
            (await spool.ReadAsync(jobs[i].Id)).ShouldBe(SpoolFixture.Bytes(1000 * (i + 1), i));
        }
    }
}
