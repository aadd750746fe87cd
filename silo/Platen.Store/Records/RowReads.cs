using System.Text.Json;
using Dapper;
using Platen.Domain.Tenants;
using Platen.Store.Connections;
using Platen.Store.Json;

namespace Platen.Store.Records;

/// <summary>
/// Looks rows of one table up by their ids, for many callers in one statement: what is asked for while a statement is under way goes into the next one. A lone caller never waits for others. A look-up begins after its call, so what it
/// finds is as new as with a statement of its own. Who waits is bounded by the grains that may ask at a time.
/// </summary>
/// <typeparam name="TKey">The column id, a uuid or text.</typeparam>
/// <typeparam name="TRow">The record.</typeparam>
internal sealed class RowReads<TKey, TRow>(StoreDatabase database, string table)
    where TKey : notnull
    where TRow : class
{
    /// <summary>Statements that may be under way at once.</summary>
    private const int LanesMax = 2;

    /// <summary>Rows that one statement looks for.</summary>
    private const int RowsMax = 500;

    private readonly Lock _gate = new();
    private readonly Queue<Wish> _waiting = new();
    private int _lanes;

    /// <summary>The row, or null.</summary>
    public Task<TRow?> FindAsync(TenantId tenant, TKey id, CancellationToken cancellationToken)
    {
        var wish = new Wish(tenant, id);
        lock (_gate)
        {
            _waiting.Enqueue(wish);
            if (_lanes < LanesMax)
            {
                _lanes++;
                _ = Task.Run(RunAsync, CancellationToken.None);
            }
        }

        return wish.Found.Task.WaitAsync(cancellationToken);
    }

    private async Task RunAsync()
    {
        while (Take() is { Count: > 0 } wishes)
        {
            try
            {
                await ReadAsync(wishes);
            }
            catch (Exception fault)
            {
                // the callers hear of it, each of its own
                wishes.ForEach(wish => wish.Found.TrySetException(fault));
            }
        }
    }

    private List<Wish> Take()
    {
        lock (_gate)
        {
            var taken = new List<Wish>(Math.Min(_waiting.Count, RowsMax));
            while (taken.Count < RowsMax && _waiting.TryPeek(out var next) && (taken.Count == 0 || next.Tenant == taken[0].Tenant))
            {
                taken.Add(_waiting.Dequeue());
            }

            _lanes -= taken.Count == 0 ? 1 : 0;
            return taken;
        }
    }

    private async Task ReadAsync(List<Wish> wishes)
    {
        var ids = wishes.Select(wish => wish.Id).Distinct().ToArray();
        // one look into the primary key for each, whatever the statistics say; the LIMIT keeps the planner from joining
        var sql = $"SELECT row.id, row.body::text FROM unnest(@Ids) AS key, LATERAL (SELECT id, body FROM {table} WHERE tenant = @Tenant AND id = key LIMIT 1) row";
        var rows = await database.ReadAsync(
            async connection => (await connection.QueryAsync<(TKey Id, string Body)>(sql, new { Tenant = wishes[0].Tenant.Value, Ids = ids })).ToDictionary(row => row.Id, row => row.Body), CancellationToken.None);
        wishes.ForEach(wish => Answer(wish, rows.GetValueOrDefault(wish.Id)));
    }

    // A row that cannot be read fails its own callers only.
    private static void Answer(Wish wish, string? body)
    {
        try
        {
            wish.Found.TrySetResult(body is null ? null : StoreJson.Read<TRow>(body));
        }
        catch (Exception fault) when (fault is JsonException or FormatException)
        {
            wish.Found.TrySetException(fault);
        }
    }

    private sealed record Wish(TenantId Tenant, TKey Id)
    {
        public TaskCompletionSource<TRow?> Found { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
