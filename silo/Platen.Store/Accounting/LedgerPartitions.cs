using System.Collections.Concurrent;
using Dapper;
using Platen.Domain.Ports;
using Platen.Store.Connections;

namespace Platen.Store.Accounting;

/// <summary>Sees that the ledger has a partition for each month before an entry of it is written.</summary>
internal sealed class LedgerPartitions(StoreDatabase database)
{
    // months from 2020 to 2099 have partitions of their own, see 0002_ledger.sql
    private const int FirstYear = 2020;
    private const int LastYear = 2099;

    private readonly ConcurrentDictionary<DateOnly, bool> _present = new();

    /// <summary>Before a commit; a month is asked for once a process.</summary>
    public async ValueTask EnsureAsync(Commit commit, CancellationToken cancellationToken)
    {
        foreach (var entry in commit.Ledger)
        {
            var month = MonthOf(entry.At);
            if (!_present.ContainsKey(month))
            {
                await EnsureAsync(month, cancellationToken);
            }
        }
    }

    /// <summary>Makes the partitions of this and the next months.</summary>
    public async Task EnsureAheadAsync(DateTimeOffset now, int months, CancellationToken cancellationToken)
    {
        for (var i = 0; i <= months; i++)
        {
            await EnsureAsync(MonthOf(now).AddMonths(i), cancellationToken);
        }
    }

    private static DateOnly MonthOf(DateTimeOffset at) => new(at.UtcDateTime.Year, at.UtcDateTime.Month, 1);

    private async Task EnsureAsync(DateOnly month, CancellationToken cancellationToken)
    {
        if (month.Year is >= FirstYear and <= LastYear)
        {
            await database.RunAsync(
                database.Writer,
                c => c.ExecuteScalarAsync<bool>("SELECT platen.ensure_ledger_month(@Month::date)", new { Month = month.ToString("yyyy-MM-dd") }),
                cancellationToken);
            _present[month] = true;
        }
    }
}
