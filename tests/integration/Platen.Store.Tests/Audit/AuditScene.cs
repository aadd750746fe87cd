using System.Collections.Immutable;
using Npgsql;
using Platen.Domain.Audit;
using Platen.Domain.Ports;
using Platen.Store.Audit;
using Platen.TestKit.Audit;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.Audit;

/// <summary>A log of ten entries in the chain "console", signed at 4, 7 and 10; an agent keeps what was signed at 7 and 10. What an attacker does, it does by SQL with every right on the database, and with a copy of this program, but without its keys.</summary>
internal sealed class AuditScene(TestStore store, TestAuditSigner signer) : IAsyncDisposable
{
    public const string Chain = "console";

    public TestStore Store { get; private set; } = store;

    public TestAuditSigner Signer { get; } = signer;

    public IAuditLog Log => Store.Get<IAuditLog>();

    /// <summary>Makes what is written differ from what another run of the same program wrote at the same place.</summary>
    public string Mark { get; init; } = "";

    /// <summary>What the agent keeps.</summary>
    public ImmutableArray<WitnessedHead> Kept { get; set; } = [];

    public static async Task<AuditScene> OpenAsync(StoreServer server, TimeProvider? time = null)
    {
        var signer = new TestAuditSigner((time ?? TimeProvider.System).GetUtcNow());
        var scene = new AuditScene(await server.NewStoreAsync(time, signer: signer), signer);
        foreach (var end in (int[])[4, 7, 10])
        {
            await scene.WriteToAsync(end);
            await scene.SealAsync(keep: end > 4);
        }

        (await scene.VerifyAsync()).Whole.ShouldBeTrue();
        return scene;
    }

    public async Task WriteToAsync(int position)
    {
        for (var next = await Store.SqlAsync<long>($"SELECT position FROM platen.audit_heads WHERE chain = '{Chain}'") + 1; next <= position; next++)
        {
            await Store.CommitAsync(Commit() with { AuditChain = Chain, Audit = [Act(subject: $"job:{next}{Mark}")], Feed = [Notice()] });
        }
    }

    public async Task<ImmutableArray<AuditBreak>> SealAsync(bool keep = false)
    {
        var breaks = await Log.SealAsync(Acme, Kept, default);
        if (keep)
        {
            Kept = Kept.AddRange((await Log.ListHeadsAsync(Acme, 100, default)).Select(head => new WitnessedHead("north/north-1", head)));
        }

        return breaks;
    }

    public Task<AuditVerdict> VerifyAsync(bool alone = false) => Log.VerifyAsync(Acme, alone ? [] : Kept, progress: null, default);

    /// <summary>A backup of everything as it is now; the log goes on.</summary>
    public async Task<AuditScene> BackUpAsync(StoreServer server)
    {
        var connection = Store.ConnectionString;
        await Store.DisposeAsync();
        var copy = await server.CopyAsync(connection);
        Store = await TestStore.StartAsync(connection, signer: Signer);
        return new AuditScene(await TestStore.StartAsync(copy, signer: Signer), Signer) { Mark = " again" };
    }

    public Task<int> SqlAsync(string sql) => Store.SqlAsync<int>(sql);

    /// <summary>Writes an entry anew, and all after it with hashes that fit, the head too: a chain that is whole in itself.</summary>
    public async Task RewriteAsync(long from)
    {
        var rows = (await Store.Queries.ListAuditAsync(Acme, new(), default)).Items.Where(row => row.Position >= from).OrderBy(row => row.Position).ToList();
        var hash = Convert.FromHexString(rows[0].PreviousHash);
        await using var connection = new NpgsqlConnection(Store.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        foreach (var row in rows)
        {
            var entry = row.Position == from ? row.Entry with { Subject = "job:0" } : row.Entry;
            var next = AuditForm.Hash(hash, row.Position, AuditForm.Rest(Acme, Chain, entry));
            await using var update = new NpgsqlCommand("UPDATE platen.audit_entries SET subject = $1, previous_hash = $2, hash = $3 WHERE position = $4", connection)
            {
                Parameters = { new() { Value = entry.Subject }, new() { Value = hash }, new() { Value = next }, new() { Value = row.Position } },
            };
            await update.ExecuteNonQueryAsync();
            hash = next;
        }

        await using var head = new NpgsqlCommand("UPDATE platen.audit_heads SET hash = $1", connection) { Parameters = { new() { Value = hash } } };
        await head.ExecuteNonQueryAsync();
    }

    /// <summary>Cuts the chain back, the head with it, so that it looks as if no more had ever been written.</summary>
    public Task<int> CutAsync(int last) => SqlAsync($"""
        DELETE FROM platen.audit_entries WHERE position > {last};
        UPDATE platen.audit_heads SET position = {last}, hash = (SELECT hash FROM platen.audit_entries WHERE position = {last})
        """);

    public Task<int> ForgetCheckpointsAsync(int after) => SqlAsync($"DELETE FROM platen.audit_checkpoints WHERE position > {after}");

    /// <summary>Puts a checkpoint there that another key has signed.</summary>
    public async Task PlantAsync(AuditCheckpoint forged)
    {
        await using var connection = new NpgsqlConnection(Store.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            WITH key AS (INSERT INTO platen.audit_certificates VALUES ('acme', sha256($1), $1) ON CONFLICT DO NOTHING)
            INSERT INTO platen.audit_checkpoints VALUES ('acme', 'console', $2, 1, $3, $4, $5, sha256($1), $6)
            ON CONFLICT (tenant, chain, position, kind) DO UPDATE SET hash = EXCLUDED.hash, at = EXCLUDED.at, feed_cursor = EXCLUDED.feed_cursor, certificate = EXCLUDED.certificate, signature = EXCLUDED.signature
            """, connection);
        object[] values = [forged.Certificate.ToArray(), forged.Position, forged.Hash.ToArray(), forged.At.UtcDateTime, forged.FeedCursor, forged.Signature.ToArray()];
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Signer.Dispose();
    }
}
