using Platen.Domain.Audit;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.Audit;

/// <summary>I7, on real rows, by the SQL that somebody with the database's password would use. Mutants: leave position, previous hash, or any column out of the hash; do not compare with the head.</summary>
[Collection(StoreCollection.Name)]
public sealed class AuditTamperTests(StoreServer server)
{
    private const string Entries = "platen.audit_entries";

    public static TheoryData<string, long, AuditBreakKind> Edits()
    {
        var data = new TheoryData<string, long, AuditBreakKind>();
        string[] columns = ["actor = 'user:1'", "origin = ''", "action = 'x'", "subject = 'job:9'", "success = false", "at = at + interval '1 microsecond'", "details = '{}'",
            "details = details || '{\"pages\":\"7\"}'", "form = 2", "details = '[1]'", "previous_hash = sha256('x')", "hash = sha256('x')"];
        foreach (var column in columns)
        {
            data.Add($"UPDATE {Entries} SET {column} WHERE position = 5", 5, AuditBreakKind.Edited);
        }

        data.Add($"DELETE FROM {Entries} WHERE position = 5", 5, AuditBreakKind.Deleted);
        data.Add($"DELETE FROM {Entries} WHERE position BETWEEN 3 AND 6", 3, AuditBreakKind.Deleted);
        data.Add($"DELETE FROM {Entries} WHERE position = 1", 1, AuditBreakKind.Deleted);
        data.Add($"DELETE FROM {Entries} WHERE position > 7", 8, AuditBreakKind.Truncated);
        data.Add($"DELETE FROM {Entries}", 1, AuditBreakKind.Truncated);
        data.Add("DELETE FROM platen.audit_heads", 10, AuditBreakKind.Deleted);
        data.Add("UPDATE platen.audit_heads SET position = 9", 9, AuditBreakKind.Edited);
        data.Add("UPDATE platen.audit_heads SET hash = sha256('x')", 10, AuditBreakKind.Edited);
        data.Add($"UPDATE {Entries} SET position = CASE position WHEN 4 THEN 104 ELSE 4 END WHERE position IN (4, 8); UPDATE {Entries} SET position = 8 WHERE position = 104", 4, AuditBreakKind.Reordered);
        data.Add($"UPDATE {Entries} a SET subject = b.subject FROM {Entries} b WHERE (a.position, b.position) IN ((4, 8), (8, 4))", 4, AuditBreakKind.Reordered);
        data.Add($"DELETE FROM {Entries} WHERE position = 5; UPDATE {Entries} SET position = position - 1 WHERE position = 6", 5, AuditBreakKind.Edited);
        return data;
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task Verify_AfterTampering_NamesThePlace(string sql, long position, AuditBreakKind kind)
    {
        await using var store = await TenEntriesAsync();
        (await store.Queries.VerifyAuditAsync(Acme, default)).ShouldBeEmpty();

        await store.SqlAsync<int>(sql);

        var breaks = await store.Queries.VerifyAuditAsync(Acme, default);
        breaks.ShouldNotBeEmpty();
        (breaks[0].Chain, breaks[0].Position, breaks[0].Kind).ShouldBe(("console", position, kind), breaks[0].Message);
    }

    [Fact]
    public async Task Verify_AfterARewriteWithItsOwnHash_NamesTheRewrittenEntry()
    {
        // the forger knows the form: content and hash of entry 5 agree, but entry 6 was chained to another one
        await using var store = await TenEntriesAsync();
        var row = (await store.Queries.ListAuditAsync(Acme, new(), default)).Items.Single(i => i.Position == 5);
        var forged = row.Entry with { Subject = "job:0" };
        var hash = Store.Audit.AuditForm.Hash(Convert.FromHexString(row.PreviousHash), 5, Store.Audit.AuditForm.Rest(Acme, "console", forged));
        await store.SqlAsync<int>($"UPDATE {Entries} SET subject = 'job:0', hash = '\\x{Convert.ToHexString(hash)}' WHERE position = 5");

        var found = (await store.Queries.VerifyAuditAsync(Acme, default)).ShouldHaveSingleItem();
        (found.Position, found.Kind).ShouldBe((5, AuditBreakKind.Edited));
    }

    [Fact]
    public async Task Verify_AfterAnEntryMovedToAnotherChainOrTenant_FindsIt()
    {
        await using var store = await TenEntriesAsync();
        await store.CommitAsync(Commit() with { AuditChain = "north", Audit = [Act()] });
        await store.SqlAsync<int>($"UPDATE {Entries} SET chain = 'swap' WHERE chain = 'north'; UPDATE {Entries} SET chain = 'north' WHERE chain = 'console' AND position = 1; UPDATE {Entries} SET chain = 'console' WHERE chain = 'swap'");
        (await store.Queries.VerifyAuditAsync(Acme, default)).Select(b => b.Chain).Distinct().ShouldBe(["console", "north"], ignoreOrder: true);
    }

    [Fact]
    public async Task Verify_OfADestroyedLog_StopsAtHundredBreaks()
    {
        await using var store = await server.NewStoreAsync();
        await store.CommitAsync(Commit() with { Audit = [.. Enumerable.Range(0, 500).Select(i => Act(subject: $"job:{i}"))] });
        await store.SqlAsync<int>($"UPDATE {Entries} SET success = false");
        (await store.Queries.VerifyAuditAsync(Acme, default)).Length.ShouldBe(100);
    }

    [Fact]
    public void Form_Version1_HasItsBytes()
    {
        // the golden bytes: what was hashed years ago must still be computed the same way
        var rest = Store.Audit.AuditForm.Rest(Acme, "console", Act());
        Convert.ToHexStringLower(Store.Audit.AuditForm.Hash(Store.Audit.AuditForm.Start.AsSpan(), 1, rest)).ShouldBe(Golden);
    }

    // computed by an independent implementation
    private const string Golden = "499dbdbc2be58428bb4fd5c7cf4a6129f5f2ad8e46703933005eaf1975653eea";

    private async Task<TestStore> TenEntriesAsync()
    {
        var store = await server.NewStoreAsync();
        for (var i = 1; i <= 10; i++)
        {
            await store.CommitAsync(Commit() with { Audit = [Act(subject: $"job:{i}")] });
        }

        return store;
    }
}
