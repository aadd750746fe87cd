using System.Collections.Immutable;
using System.Diagnostics;
using Platen.Domain.Audit;
using Platen.Domain.Ports;
using Platen.Store.Audit;
using Platen.TestKit.Audit;
using Platen.TestKit.Time;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.Audit;

/// <summary>
/// I7 against who can change every row of the database: signed checkpoints, and the heads that agents keep. Mutants: do not compare the hash with the checkpoint; take a checkpoint as genuine by its signature alone, without the CA or the
/// key's use; leave chain, position, hash, kind or time out of what is signed; sign without checking; do not ask the agents.
/// </summary>
[Collection(StoreCollection.Name)]
public sealed class AuditCheckpointTests(StoreServer server)
{
    [Fact]
    public async Task Verify_OfAChainRewrittenWithItsHead_NamesWhatIsNotAsSigned()
    {
        await using var scene = await AuditScene.OpenAsync(server);
        await scene.RewriteAsync(from: 5);
        await ShouldBeAsync(scene, (5, AuditBreakKind.Rewritten), alone: true);
        (await scene.VerifyAsync(alone: true)).Breaks[0].Message.ShouldContain("entries 5 to 7");
    }

    [Fact]
    public async Task Verify_OfARewrittenChainWithoutItsCheckpoints_IsKnownByTheAgentsHead()
    {
        await using var scene = await AuditScene.OpenAsync(server);
        await scene.RewriteAsync(from: 8);
        await scene.ForgetCheckpointsAsync(after: 7);
        (await scene.VerifyAsync(alone: true)).Whole.ShouldBeTrue("nothing in the database tells any more: that is what agents are for");
        var found = await ShouldBeAsync(scene, (10, AuditBreakKind.Rewritten));
        found.Message.ShouldContain("agent north/north-1");
    }

    [Fact]
    public async Task Verify_OfAChainCutShort_FindsItByItsCheckpoint()
    {
        await using var scene = await AuditScene.OpenAsync(server);
        await scene.CutAsync(last: 8);
        await ShouldBeAsync(scene, (9, AuditBreakKind.Truncated), alone: true);
    }

    [Fact]
    public async Task Verify_OfAChainCutBackToAnOlderCheckpoint_FindsItByTheAgentsHead()
    {
        await using var scene = await AuditScene.OpenAsync(server);
        await scene.CutAsync(last: 7);
        await scene.ForgetCheckpointsAsync(after: 7);
        (await scene.VerifyAsync(alone: true)).Whole.ShouldBeTrue();
        var found = await ShouldBeAsync(scene, (8, AuditBreakKind.Truncated));
        found.Message.ShouldContain("entries 8 to 10 are missing");
    }

    [Fact]
    public async Task Verify_OfAChainCutAndWrittenOn_FindsItByTheAgentsHead()
    {
        // as many entries as before, but others: only the hash tells
        await using var scene = await AuditScene.OpenAsync(server);
        await scene.CutAsync(last: 7);
        await scene.ForgetCheckpointsAsync(after: 7);
        await scene.SqlAsync("UPDATE platen.audit_entries SET action = action");
        for (var i = 0; i < 5; i++)
        {
            await scene.Store.CommitAsync(Commit() with { AuditChain = AuditScene.Chain, Audit = [Act(subject: "job:99")] });
        }

        await ShouldBeAsync(scene, (10, AuditBreakKind.Rewritten));
    }

    [Fact]
    public async Task Verify_OfAChainThatIsGoneAltogether_FindsItByTheAgentsHead()
    {
        await using var scene = await AuditScene.OpenAsync(server);
        await scene.SqlAsync("TRUNCATE platen.audit_entries, platen.audit_heads, platen.audit_checkpoints, platen.audit_certificates");
        await ShouldBeAsync(scene, (1, AuditBreakKind.Truncated));
    }

    [Fact]
    public async Task Verify_OfACheckpointThatWasRemoved_NamesIt()
    {
        await using var scene = await AuditScene.OpenAsync(server);
        await scene.SqlAsync("DELETE FROM platen.audit_checkpoints WHERE position = 7");
        await ShouldBeAsync(scene, (7, AuditBreakKind.CheckpointMissing));
    }

    [Theory]
    [InlineData("hash = sha256('x')")]
    [InlineData("at = at + interval '1 microsecond'")]
    [InlineData("feed_cursor = feed_cursor + 1")]
    [InlineData("kind = 3")]
    [InlineData("signature = substr(signature, 2)")]
    [InlineData("signature = ''")]
    [InlineData("certificate = sha256('x')")]
    public async Task Verify_OfAnEditedCheckpoint_NamesIt(string change)
    {
        await using var scene = await AuditScene.OpenAsync(server);
        await scene.SqlAsync($"UPDATE platen.audit_checkpoints SET {change} WHERE position = 7");
        await ShouldBeAsync(scene, (7, AuditBreakKind.Forged), alone: true);
    }

    [Fact]
    public async Task Verify_OfACheckpointOfAnotherPlace_NamesIt()
    {
        await using var scene = await AuditScene.OpenAsync(server);
        await scene.SqlAsync("DELETE FROM platen.audit_checkpoints WHERE position = 4; UPDATE platen.audit_checkpoints SET position = 4 WHERE position = 7");
        await ShouldBeAsync(scene, (4, AuditBreakKind.Forged), alone: true);
    }

    [Fact]
    public async Task Verify_OfARewrittenChainWithACheckpointByAnotherKey_NamesTheForgery()
    {
        await using var scene = await AuditScene.OpenAsync(server);
        await scene.RewriteAsync(from: 9);
        await scene.ForgetCheckpointsAsync(after: 7);
        using var other = new TestAuditSigner(TimeProvider.System.GetUtcNow());
        await scene.PlantAsync(other.Sign(await HeadAsync(scene)));
        await ShouldBeAsync(scene, (10, AuditBreakKind.Forged), alone: true);
    }

    [Fact]
    public async Task Verify_OfACheckpointByAnAgentsKey_NamesTheForgery()
    {
        // the CA has issued that certificate, but for TLS clients: a taken-over agent must not speak for the server
        await using var scene = await AuditScene.OpenAsync(server);
        await scene.RewriteAsync(from: 9);
        using var agents = scene.Signer.Issue(TimeProvider.System.GetUtcNow(), "1.3.6.1.5.5.7.3.2");
        await scene.PlantAsync(AuditSignatures.Sign(await HeadAsync(scene), agents));
        await ShouldBeAsync(scene, (10, AuditBreakKind.Forged), alone: true);
    }

    [Fact]
    public async Task Seal_OfEntriesThatWereTamperedWith_SignsNothing()
    {
        await using var scene = await AuditScene.OpenAsync(server);
        await scene.WriteToAsync(13);
        await scene.SqlAsync("UPDATE platen.audit_entries SET actor = 'system' WHERE position = 12");
        var found = (await scene.SealAsync()).ShouldHaveSingleItem();
        (found.Position, found.Kind).ShouldBe((12, AuditBreakKind.Edited));
        (await scene.Log.ListHeadsAsync(Acme, 10, default)).Single().Position.ShouldBe(10);
    }

    [Fact]
    public async Task Seal_OfAChainThatContradictsAnAgent_SignsNothing()
    {
        await using var scene = await AuditScene.OpenAsync(server);
        await scene.RewriteAsync(from: 8);
        await scene.ForgetCheckpointsAsync(after: 7);
        await scene.WriteToAsync(12);
        (await scene.SealAsync()).ShouldContain(found => found.Kind == AuditBreakKind.Rewritten && found.Position == 10);
        (await scene.Log.ListHeadsAsync(Acme, 10, default)).Single().Position.ShouldBe(7);
    }

    [Fact]
    public async Task Seal_AfterTheKeyWasRenewed_LeavesTheOldCheckpointsGenuine()
    {
        await using var scene = await AuditScene.OpenAsync(server);
        scene.Signer.Rotate(TimeProvider.System.GetUtcNow());
        await scene.WriteToAsync(12);
        (await scene.SealAsync(keep: true)).ShouldBeEmpty();
        (await scene.Store.SqlAsync<long>("SELECT count(*) FROM platen.audit_certificates")).ShouldBe(2);
        (await scene.VerifyAsync()).Whole.ShouldBeTrue();
    }

    [Fact]
    public async Task Verify_OfABackupThatWasPutBack_SaysSoAndCanBeAccepted()
    {
        await using var scene = await AuditScene.OpenAsync(server);
        await using var restored = await scene.BackUpAsync(server);
        await scene.WriteToAsync(15);
        await scene.SealAsync(keep: true);
        restored.Kept = scene.Kept;

        var found = await ShouldBeAsync(restored, (11, AuditBreakKind.RolledBack));
        found.Message.ShouldContain("a backup from before then was put back");

        // it is still what it is when the chain has grown over the old end again
        await restored.WriteToAsync(20);
        (await restored.VerifyAsync()).Breaks.ShouldContain(fault => fault.Kind == AuditBreakKind.RolledBack);

        await restored.Log.AcceptRestoreAsync(Acme, default);
        (await restored.VerifyAsync()).Whole.ShouldBeTrue();
        (await restored.SealAsync(keep: true)).ShouldBeEmpty();

        // what is accepted is that loss, and no other one
        await restored.CutAsync(last: 18);
        await restored.SqlAsync("DELETE FROM platen.audit_checkpoints WHERE position > 10");
        (await restored.VerifyAsync()).Breaks.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Retention_LeavesAChainThatVerifiesFromItsCut()
    {
        var time = new ManualTimeProvider();
        await using var scene = await AuditScene.OpenAsync(server, time);
        time.Advance(TimeSpan.FromDays(400));
        scene.Signer.Rotate(time.GetUtcNow());
        await scene.WriteToAsync(20);
        await scene.SealAsync(keep: true);

        (await scene.Log.RemoveBeforeAsync(Acme, time.GetUtcNow().AddDays(-365), default)).ShouldBe(10);

        (await scene.Store.SqlAsync<long>("SELECT min(position) FROM platen.audit_entries")).ShouldBe(11);
        (await scene.VerifyAsync()).Whole.ShouldBeTrue();
        (await scene.Log.RemoveBeforeAsync(Acme, time.GetUtcNow().AddDays(-365), default)).ShouldBe(0);
        await scene.WriteToAsync(22);
        (await scene.SealAsync()).ShouldBeEmpty();

        await scene.SqlAsync("DELETE FROM platen.audit_entries WHERE position = 11");
        await ShouldBeAsync(scene, (11, AuditBreakKind.Deleted));
    }

    [Fact]
    public async Task Retention_WithoutItsSignedNote_IsADeletion()
    {
        var time = new ManualTimeProvider();
        await using var scene = await AuditScene.OpenAsync(server, time);
        time.Advance(TimeSpan.FromDays(30));
        await scene.Log.RemoveBeforeAsync(Acme, time.GetUtcNow(), default);
        await scene.SqlAsync("DELETE FROM platen.audit_checkpoints WHERE kind = 2");
        (await scene.VerifyAsync()).Breaks.ShouldContain(fault => fault.Kind == AuditBreakKind.Truncated);
    }

    [Fact]
    public async Task Retention_ThatWasInterrupted_IsNoFault()
    {
        var time = new ManualTimeProvider();
        await using var scene = await AuditScene.OpenAsync(server, time);
        time.Advance(TimeSpan.FromDays(30));
        var rows = await scene.Store.SqlAsync<string>("SELECT json_agg(e)::text FROM platen.audit_entries e WHERE position BETWEEN 6 AND 8");
        await scene.WriteToAsync(12);
        await scene.Log.RemoveBeforeAsync(Acme, time.GetUtcNow(), default);
        await scene.SqlAsync($"INSERT INTO platen.audit_entries SELECT * FROM json_populate_recordset(NULL::platen.audit_entries, '{rows}') WHERE position > 6");
        await scene.SqlAsync($"INSERT INTO platen.audit_entries SELECT * FROM json_populate_recordset(NULL::platen.audit_entries, '{rows}') WHERE position = 6");
        (await scene.VerifyAsync()).Breaks.ShouldAllBe(fault => fault.Position > 8, "entries 6 to 8 stand before the cut");
    }

    [Fact]
    public async Task Verify_WhileOthersWrite_ReadsInPiecesAndStopsNobody()
    {
        await using var store = await server.NewStoreAsync();
        for (var i = 0; i < 12; i++)
        {
            await store.CommitAsync(Commit() with { Audit = [.. Enumerable.Range(0, 1_000).Select(n => Act(subject: $"job:{n}"))] });
        }

        var log = store.Get<IAuditLog>();
        (await log.SealAsync(Acme, [], default)).ShouldBeEmpty();
        var seen = new List<AuditProgress>();
        var progress = new Told(seen);
        using var end = new CancellationTokenSource();
        var writing = WriteAsync(store, end.Token);
        var verdict = await log.VerifyAsync(Acme, [], progress, default);
        await end.CancelAsync();
        var slowest = await writing;

        verdict.Whole.ShouldBeTrue();
        verdict.Entries.ShouldBeGreaterThanOrEqualTo(12_000);
        seen.Count.ShouldBeGreaterThanOrEqualTo(6, "it reads 2,000 entries at a time");
        seen.Select(step => step.Entries).ShouldBeInOrder();
        seen[0].Entries.ShouldBe(AuditChainReader.RowsPerRead);
        slowest.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    private static async Task<TimeSpan> WriteAsync(TestStore store, CancellationToken cancellationToken)
    {
        var slowest = TimeSpan.Zero;
        while (!cancellationToken.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            await store.CommitAsync(Commit() with { Audit = [Act(subject: "job:w")] });
            slowest = TimeSpan.FromTicks(Math.Max(slowest.Ticks, Stopwatch.GetElapsedTime(began).Ticks));
        }

        return slowest;
    }

    // What the attacker would sign: the chain's end as it stands now.
    private static async Task<AuditCheckpoint> HeadAsync(AuditScene scene)
    {
        var row = (await scene.Store.Queries.ListAuditAsync(Acme, new(), default)).Items.MaxBy(row => row.Position)!;
        return new AuditCheckpoint
        {
            Tenant = Acme, Chain = AuditScene.Chain, Kind = AuditCheckpointKind.Head, Position = row.Position, Hash = [.. Convert.FromHexString(row.Hash)],
            At = AuditForm.TruncateToMicroseconds(TimeProvider.System.GetUtcNow()), FeedCursor = 0,
        };
    }

    private static async Task<AuditBreak> ShouldBeAsync(AuditScene scene, (long Position, AuditBreakKind Kind) expected, bool alone = false)
    {
        var breaks = (await scene.VerifyAsync(alone)).Breaks;
        breaks.ShouldNotBeEmpty();
        breaks.ShouldContain(fault => fault.Position == expected.Position && fault.Kind == expected.Kind && fault.Chain == AuditScene.Chain, string.Join(" ", breaks.Select(fault => fault.Message)));
        return breaks.First(fault => fault.Position == expected.Position && fault.Kind == expected.Kind);
    }

    private sealed class Told(List<AuditProgress> seen) : IProgress<AuditProgress>
    {
        public void Report(AuditProgress value) => seen.Add(value);
    }
}
