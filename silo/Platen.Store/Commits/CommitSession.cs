using System.Buffers;
using Npgsql;
using NpgsqlTypes;
using Platen.Domain.Ports;
using Platen.Store.Connections;
using Platen.Store.Standby;

namespace Platen.Store.Commits;

/// <summary>The one connection that commits go through, opened when it is needed and again after a loss.</summary>
internal sealed class CommitSession(StoreDatabase database, ServerEpoch epoch, TimeProvider time) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;
    private NpgsqlCommand? _command;
    private int _openedAfter;

    /// <summary>Makes sure that there is a connection; nothing is sent to the database otherwise.</summary>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        if (_connection is { FullState: System.Data.ConnectionState.Open } && _openedAfter == database.Losses)
        {
            return;
        }

        await DropAsync();
        _openedAfter = database.Losses;
        _connection = await database.Writer.OpenConnectionAsync(cancellationToken);
        _command = new NpgsqlCommand("SELECT code, taken, message FROM platen.commit_fenced($1, $2, $3, $4)", _connection);
        _command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Jsonb });
        _command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.TimestampTz });
        _command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Boolean });
        _command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint });
        await _command.PrepareAsync(cancellationToken);
    }

    /// <summary>Runs commits in one transaction (a single statement is one) and returns their outcomes in order.</summary>
    public async Task<List<CommitOutcome>> RunAsync(IReadOnlyList<PendingCommit> commits, CancellationToken cancellationToken)
    {
        if (_command is null)
        {
            throw new InvalidOperationException("Connect first.");
        }

        _command.Parameters[0].Value = Join(commits);
        _command.Parameters[1].Value = time.GetUtcNow().UtcDateTime;
        _command.Parameters[2].Value = CommitKeys.ArePlain(commits);
        _command.Parameters[3].Value = epoch.Value;
        List<CommitOutcome> outcomes = new(commits.Count);
        await using var reader = await _command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            outcomes.Add(new CommitOutcome(reader.GetInt32(0), reader.GetInt32(1), reader.GetString(2)));
        }

        return outcomes.Count == commits.Count
            ? outcomes
            : throw new InvalidOperationException($"platen.commit_fenced gave {outcomes.Count} outcomes for {commits.Count} commits.");
    }

    /// <summary>Closes a connection that is broken or whose state is not known.</summary>
    public async Task DropAsync()
    {
        if (_connection is null)
        {
            return;
        }

        var connection = _connection;
        (_connection, _command) = (null, null);
        await connection.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await DropAsync();

    private static byte[] Join(IReadOnlyList<PendingCommit> commits)
    {
        var json = new ArrayBufferWriter<byte>(commits.Sum(c => c.Payload.Length + 1) + 2);
        for (var i = 0; i < commits.Count; i++)
        {
            json.Write(i == 0 ? "["u8 : ","u8);
            json.Write(commits[i].Payload);
        }

        json.Write("]"u8);
        return json.WrittenSpan.ToArray();
    }
}
