using System.Collections.Immutable;
using Dapper;
using Platen.Domain.Contracts;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Store.Connections;
using Platen.Store.Json;
using Platen.Store.Queries;

namespace Platen.Store.Contracts;

/// <inheritdoc cref="IReportRecipients"/>
internal sealed class ReportRecipients(StoreDatabase database) : IReportRecipients
{
    private const string Columns = "tenant, recipient, kind, period, at, up_to AS UpTo, mail, state, reason";

    // one look into the index for each recipient and report
    private const string LatestSql = """
        SELECT latest.* FROM platen.report_recipients r
        CROSS JOIN (VALUES (1::smallint), (2::smallint), (3::smallint)) k (kind)
        CROSS JOIN LATERAL (
            SELECT s.tenant, s.recipient, s.kind, s.period, s.at, s.up_to AS UpTo, s.mail, s.state, s.reason FROM platen.report_sendings s
            WHERE s.tenant = r.tenant AND s.recipient = r.id AND s.kind = k.kind ORDER BY s.mail DESC LIMIT 1) latest
        WHERE r.tenant = @Tenant
        """;

    public async Task<ImmutableArray<ReportRecipient>> AllAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var bodies = await database.ReadAsync(
            c => c.QueryAsync<string>(new CommandDefinition("SELECT body::text FROM platen.report_recipients WHERE tenant = @Tenant ORDER BY id LIMIT @Limit", new { Tenant = tenant.Value, Limit = ReportRecipientRules.RecipientsMax }, cancellationToken: cancellationToken)),
            cancellationToken);
        return [.. bodies.Select(StoreJson.Read<ReportRecipient>)];
    }

    public async Task<ImmutableArray<ReportSending>> LatestAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(c => c.QueryAsync<SendingRow>(new CommandDefinition(LatestSql, new { Tenant = tenant.Value }, cancellationToken: cancellationToken)), cancellationToken);
        return [.. rows.Select(row => row.ToSending())];
    }

    public Task<ResultPage<ReportSending>> ListAsync(TenantId tenant, PageRequest page, CancellationToken cancellationToken)
    {
        var where = new Where().And("tenant = @Tenant", "Tenant", tenant.Value);
        if (page.After.Length > 0)
        {
            where.And("mail < @After", "After", PageKey.Id(page.After));
        }

        // the ids of mails begin with the time
        return PageReader.ReadAsync<SendingRow, ReportSending>(
            database, $"SELECT {Columns} FROM platen.report_sendings WHERE {where.Sql} ORDER BY mail DESC LIMIT @Limit", where.Parameters, PageKey.Limit(page.Limit), row => row.ToSending(), row => row.Mail.ToString("D"), cancellationToken);
    }
}
