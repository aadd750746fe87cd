using System.Collections.Immutable;
using Dapper;
using Platen.Domain.Mail;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Store.Connections;
using Platen.Store.Json;
using Platen.Store.Queries;

namespace Platen.Store.Mail;

/// <summary>The outbox in PostgreSQL. A lease is a due time that is put off, and an id that whoever reports must show.</summary>
internal sealed class MailOutbox(StoreDatabase database, TimeProvider time) : IMailOutbox
{
    // SKIP LOCKED: two servers that ask at once get different mails
    private const string LeaseSql = """
        UPDATE platen.mails SET lease = gen_random_uuid(), due_at = @Until, tries = tries + 1
        WHERE (tenant, id) IN (SELECT tenant, id FROM platen.mails WHERE state = 0 AND due_at <= @Now ORDER BY due_at LIMIT @Limit FOR UPDATE SKIP LOCKED)
        RETURNING tenant AS Tenant, id AS Id, purpose AS Purpose, content AS Content, tries AS Tries, at AS At, ends_at AS EndsAt, lease AS Lease
        """;

    private const string CountSql = """
        SELECT count(*) FILTER (WHERE state = 0)::int AS Waiting, count(*) FILTER (WHERE state = 2)::int AS Parked, count(*) FILTER (WHERE state = 1)::int AS Sent,
            COALESCE((SELECT count FROM platen.mails_lost WHERE tenant = @Tenant), 0) AS Lost
        FROM platen.mails WHERE tenant = @Tenant
        """;

    private const string ExpiredSql = """
        WITH links AS (DELETE FROM platen.mail_links WHERE ends_at <= @Now RETURNING 1),
            mails AS (DELETE FROM platen.mails WHERE (state = 1 AND at <= @Sent) OR (state = 2 AND at <= @Parked) RETURNING 1)
        SELECT (SELECT count(*) FROM links) + (SELECT count(*) FROM mails)
        """;

    private const string Leased = "tenant = @Tenant AND id = @Id AND lease = @Lease AND state = 0";

    public async Task<ImmutableArray<LeasedMail>> LeaseAsync(int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MailLimits.LeasedMax);
        var now = time.GetUtcNow();
        var rows = await database.RunAsync(
            database.Reader,
            c => c.QueryAsync<LeasedRow>(new CommandDefinition(LeaseSql, new { Now = now.UtcDateTime, Until = (now + MailLimits.Lease).UtcDateTime, Limit = limit }, cancellationToken: cancellationToken)),
            cancellationToken);
        return [.. rows.Select(row => row.ToMail())];
    }

    public Task<bool> SentAsync(LeasedMail mail, string answer, CancellationToken cancellationToken) =>
        ReportAsync($"UPDATE platen.mails SET state = 1, content = NULL, reason = @Reason, lease = NULL WHERE {Leased}", mail, answer, null, cancellationToken);

    public Task<bool> RetryAsync(LeasedMail mail, DateTimeOffset dueAt, string reason, CancellationToken cancellationToken) =>
        ReportAsync($"UPDATE platen.mails SET due_at = @Due, reason = @Reason, lease = NULL WHERE {Leased}", mail, reason, dueAt, cancellationToken);

    public Task<bool> ParkAsync(LeasedMail mail, string reason, CancellationToken cancellationToken) =>
        ReportAsync($"UPDATE platen.mails SET state = 2, reason = @Reason, lease = NULL WHERE {Leased}", mail, reason, null, cancellationToken);

    public Task<ResultPage<MailRow>> ListAsync(TenantId tenant, MailState? state, PageRequest page, CancellationToken cancellationToken)
    {
        var where = new Where().And("tenant = @Tenant", "Tenant", tenant.Value).AndIf("state = @State", "State", state is { } wanted ? (short)wanted : null);
        if (page.After.Length > 0)
        {
            where.And("id < @After", "After", PageKey.Id(page.After));
        }

        // the ids begin with the time
        return PageReader.ReadAsync<ListedRow, MailRow>(
            database,
            $"SELECT tenant, id, purpose, user_id AS UserId, state, tries, reason, at, due_at AS DueAt FROM platen.mails WHERE {where.Sql} ORDER BY id DESC LIMIT @Limit",
            where.Parameters,
            PageKey.Limit(page.Limit),
            row => row.ToRow(),
            row => row.Id.ToString("D"),
            cancellationToken);
    }

    public Task<MailCounts> CountAsync(TenantId tenant, CancellationToken cancellationToken) =>
        database.ReadAsync(c => c.QuerySingleAsync<MailCounts>(new CommandDefinition(CountSql, new { Tenant = tenant.Value }, cancellationToken: cancellationToken)), cancellationToken);

    public async Task<bool> ReleaseAsync(TenantId tenant, Guid id, CancellationToken cancellationToken) =>
        await WriteAsync("UPDATE platen.mails SET state = 0, tries = 0, due_at = @Now WHERE tenant = @Tenant AND id = @Id AND state = 2 AND ends_at > @Now", tenant, id, cancellationToken) == 1;

    // what a server has taken keeps its lease
    public Task HurryAsync(TenantId tenant, CancellationToken cancellationToken) =>
        WriteAsync("UPDATE platen.mails SET due_at = @Now WHERE tenant = @Tenant AND state = 0 AND lease IS NULL", tenant, default, cancellationToken);

    public async Task<bool> DiscardAsync(TenantId tenant, Guid id, CancellationToken cancellationToken) =>
        await WriteAsync("DELETE FROM platen.mails WHERE tenant = @Tenant AND id = @Id AND state IN (0, 2)", tenant, id, cancellationToken) == 1;

    public Task<int> RemoveExpiredAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var ends = new { Now = now.UtcDateTime, Sent = (now - MailLimits.KeepSent).UtcDateTime, Parked = (now - MailLimits.KeepParked).UtcDateTime };
        return database.RunAsync(database.Writer, c => c.ExecuteScalarAsync<int>(new CommandDefinition(ExpiredSql, ends, cancellationToken: cancellationToken)), cancellationToken);
    }

    private async Task<bool> ReportAsync(string sql, LeasedMail mail, string reason, DateTimeOffset? dueAt, CancellationToken cancellationToken)
    {
        var text = CleanText.Of(reason);
        var row = new { Tenant = mail.Tenant.Value, mail.Id, mail.Lease, Reason = text.Length > MailLimits.ReasonMax ? text[..MailLimits.ReasonMax] : text, Due = dueAt?.UtcDateTime };
        return await database.RunAsync(database.Reader, c => c.ExecuteAsync(new CommandDefinition(sql, row, cancellationToken: cancellationToken)), cancellationToken) == 1;
    }

    private Task<int> WriteAsync(string sql, TenantId tenant, Guid id, CancellationToken cancellationToken) => database.RunAsync(
        database.Reader, c => c.ExecuteAsync(new CommandDefinition(sql, new { Tenant = tenant.Value, Id = id, Now = time.GetUtcNow().UtcDateTime }, cancellationToken: cancellationToken)), cancellationToken);
}
