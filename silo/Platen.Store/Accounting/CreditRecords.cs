using System.Collections.Immutable;
using Dapper;
using Platen.Domain.Accounting;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Store.Connections;
using Platen.Store.Json;
using Platen.Store.Queries;

namespace Platen.Store.Accounting;

/// <summary>Credit accounts in PostgreSQL, to read. A balance is one look at the end of the key, whatever the number of entries.</summary>
internal sealed class CreditRecords(StoreDatabase database) : ICreditRecords
{
    // two looks into the key for each user, whatever the statistics say: the LIMITs keep the planner from joining
    private const string HeadsSql = """
        SELECT wanted AS UserId, last.position, last.balance_e4 AS BalanceE4, first.at AS Since
        FROM unnest(@Users) AS wanted,
            LATERAL (SELECT position, balance_e4 FROM platen.credit_entries WHERE tenant = @Tenant AND user_id = wanted AND currency = @Currency ORDER BY position DESC LIMIT 1) last,
            LATERAL (SELECT at FROM platen.credit_entries WHERE tenant = @Tenant AND user_id = wanted AND currency = @Currency ORDER BY position LIMIT 1) first
        """;

    private const string FromWithTitles = """
        platen.credit_entries e
            LEFT JOIN LATERAL (SELECT l.job, l.title FROM platen.ledger l WHERE e.kind = 3 AND l.tenant = e.tenant AND l.at = e.at AND l.id = e.id LIMIT 1) l ON true
        """;

    public async Task<CreditHead> HeadAsync(TenantId tenant, UserId user, string currency, CancellationToken cancellationToken) =>
        (await HeadsAsync(tenant, currency, [user], cancellationToken)).FirstOrDefault() ?? new CreditHead(user, currency, 0, 0, null);

    public async Task<ImmutableArray<CreditHead>> HeadsAsync(TenantId tenant, string currency, IReadOnlyCollection<UserId> users, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(users.Count, ICreditRecords.UsersMax);
        var wanted = new { Tenant = tenant.Value, Currency = CleanText.Of(currency), Users = users.Select(user => user.Value).ToArray() };
        var rows = await database.ReadAsync(c => c.QueryAsync<CreditHeadRow>(new CommandDefinition(HeadsSql, wanted, cancellationToken: cancellationToken)), cancellationToken);
        return [.. rows.Select(row => row.ToHead(currency))];
    }

    public async Task<CreditEntry?> FindByKeyAsync(TenantId tenant, UserId user, string key, CancellationToken cancellationToken)
    {
        const string Sql = $"SELECT {CreditRow.Columns} FROM platen.credit_entries e WHERE e.tenant = @Tenant AND e.user_id = @User AND e.key = @Key";
        var wanted = new { Tenant = tenant.Value, User = user.Value, Key = CleanText.Of(key) };
        return (await database.ReadAsync(c => c.QuerySingleOrDefaultAsync<CreditRow>(new CommandDefinition(Sql, wanted, cancellationToken: cancellationToken)), cancellationToken))?.ToEntry();
    }

    public async Task<ResultPage<CreditEntry>> ListAsync(TenantId tenant, UserId user, string currency, CreditFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var where = new Where()
            .And("e.tenant = @Tenant", "Tenant", tenant.Value)
            .And("e.user_id = @User", "User", user.Value)
            .And("e.currency = @Currency", "Currency", CleanText.Of(currency))
            .AndIf("e.at >= @From", "From", filter.From?.UtcDateTime)
            .AndIf("e.at < @Before", "Before", filter.Before?.UtcDateTime)
            .AndIf("e.kind = @Kind", "Kind", filter.Kind is { } kind ? (short)kind : null);
        where = filter.WithTitles ? where.AndContains(filter.Search, "e.reason", "l.title") : where.AndContains(filter.Search, "e.reason");
        if (page.After.Length > 0)
        {
            where.And(filter.OldestFirst ? "e.position > @After" : "e.position < @After", "After", PageKey.Number(page.After));
        }

        var (columns, from) = filter.WithTitles ? (CreditRow.Columns + ", l.job, l.title", FromWithTitles) : (CreditRow.Columns, "platen.credit_entries e");
        return await PageReader.ReadAsync<CreditRow, CreditEntry>(
            database,
            $"SELECT {columns} FROM {from} WHERE {where.Sql} ORDER BY e.position {(filter.OldestFirst ? "ASC" : "DESC")} LIMIT @Limit",
            where.Parameters,
            PageKey.Limit(page.Limit),
            row => row.ToEntry(),
            entry => PageKey.Of(entry.Position),
            cancellationToken);
    }
}
