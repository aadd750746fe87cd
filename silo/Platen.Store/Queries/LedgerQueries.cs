using Platen.Domain.Accounting;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Store.Accounting;
using Platen.Store.Connections;

namespace Platen.Store.Queries;

/// <summary>Lists of the ledger, newest first.</summary>
internal static class LedgerQueries
{
    public static async Task<ResultPage<LedgerEntry>> ListAsync(StoreDatabase database, TenantId tenant, LedgerFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var where = Conditions(tenant, filter, page);
        return await PageReader.ReadAsync<LedgerRow, LedgerEntry>(
            database, Sql(where), where.Parameters, PageKey.Limit(page.Limit), r => r.ToEntry(), e => PageKey.Of(e.At, e.Id), cancellationToken);
    }

    internal static string Sql(Where where) => $"SELECT {LedgerRow.Columns} FROM platen.ledger WHERE {where.Sql} ORDER BY at DESC, id DESC LIMIT @Limit";

    internal static Where Conditions(TenantId tenant, LedgerFilter filter, PageRequest page)
    {
        var where = new Where()
            .And("tenant = @Tenant", "Tenant", tenant.Value)
            .AndIf("at >= @From", "From", filter.From?.UtcDateTime)
            .AndIf("at < @Before", "Before", filter.Before?.UtcDateTime)
            .AndIf("user_id = @User", "User", filter.User?.Value)
            .AndIf("device = @Device", "Device", filter.Device?.Value)
            .AndIf("site = @Site", "Site", filter.Site?.Value)
            .AndIf("job = @Job", "Job", filter.Job?.Value)
            .AndSites(filter.Sites, "user_id", filter.OrUser);
        if (page.After.Length == 0)
        {
            return where;
        }

        var key = PageKey.Split(page.After, 2);
        return where.And("(at, id) < (@AfterAt, @AfterId)", "AfterAt", PageKey.Time(key[0])).And("at <= @AfterAt", "AfterId", PageKey.Id(key[1]));
    }
}
