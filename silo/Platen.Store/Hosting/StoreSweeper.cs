using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platen.Domain.Contracts;
using Platen.Domain.Ports;
using Platen.Store.Accounting;
using Platen.Store.Connections;
using Platen.Store.DeviceLog;
using Platen.Store.Feed;

namespace Platen.Store.Hosting;

/// <summary>From time to time: makes the ledger's next partitions, and removes what is over (feed, sessions, answered commands, set-up tokens).</summary>
internal sealed partial class StoreSweeper(
    StoreDatabase database, LedgerPartitions partitions, FeedRetention feed, IWebSessions sessions, ITokens tokens, IAuthorizations authorizations, ITries tries, IMailOutbox mails, ILoginFailures failures, IQrLogins codes, DeviceLogRetention deviceLog, IOptions<StoreOptions> options, TimeProvider time, ILogger<StoreSweeper> log)
    : BackgroundService
{
    private const int MonthsAhead = 2;
    private const int RowsPerPass = 10_000;

    private const string CommandsSql = """
        DELETE FROM platen.site_commands WHERE ctid = ANY (ARRAY(
            SELECT ctid FROM platen.site_commands WHERE answered_at IS NOT NULL AND answered_at < @Before LIMIT @Rows))
        """;

    private const string SamplesSql = """
        DELETE FROM platen.agent_samples WHERE ctid = ANY (ARRAY(
            SELECT old.ctid FROM platen.tenant_heads t
            CROSS JOIN LATERAL (SELECT s.ctid FROM platen.agent_samples s WHERE s.tenant = t.tenant AND s.at < @Before LIMIT @Rows) old))
        """;

    private const string RunsSql = """
        DELETE FROM platen.small_records WHERE ctid = ANY (ARRAY(
            SELECT ctid FROM platen.small_records WHERE kind = 'directory-run' AND (body ->> 'startedAt')::timestamptz < @Before LIMIT @Rows))
        """;

    // a ticket's own life is minutes
    private static readonly TimeSpan KeepUses = TimeSpan.FromHours(1);
    private static readonly TimeSpan KeepRuns = TimeSpan.FromDays(90);

    /// <summary>One sweep.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await partitions.EnsureAheadAsync(now, MonthsAhead, cancellationToken);
        await feed.SweepAsync(now - options.Value.KeepFeed, cancellationToken);
        await sessions.RemoveExpiredAsync(cancellationToken);
        await tokens.RemoveExpiredAsync(cancellationToken);
        await authorizations.RemoveExpiredAsync(cancellationToken);
        await tries.RemoveExpiredAsync(cancellationToken);
        await mails.RemoveExpiredAsync(cancellationToken);
        await failures.RemoveExpiredAsync(cancellationToken);
        await codes.RemoveExpiredAsync(cancellationToken);
        await deviceLog.SweepAsync(now, cancellationToken);
        await ExecuteAsync(CommandsSql, new { Before = (now - options.Value.KeepAnsweredCommands).UtcDateTime, Rows = RowsPerPass }, cancellationToken);
        await ExecuteAsync(SamplesSql, new { Before = (now - options.Value.KeepSamples).UtcDateTime, Rows = RowsPerPass }, cancellationToken);
        await ExecuteAsync(RunsSql, new { Before = (now - KeepRuns).UtcDateTime, Rows = RowsPerPass }, cancellationToken);
        await ExecuteAsync("DELETE FROM platen.small_records WHERE kind = 'openid-use' AND (body ->> 'usedAt')::timestamptz < @Before", new { Before = (now - KeepUses).UtcDateTime }, cancellationToken);
        await ExecuteAsync("DELETE FROM platen.report_sendings WHERE at < @Before", new { Before = (now - ReportRecipientRules.KeepSendings).UtcDateTime }, cancellationToken);
        await ExecuteAsync("DELETE FROM platen.setup_tokens WHERE ends_at <= @Now", new { Now = now.UtcDateTime }, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepEvery, time);
        do
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFailed(fault);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.RunAsync(database.Writer, c => c.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)), cancellationToken);

    [LoggerMessage(1240, LogLevel.Warning, "A sweep of the store failed; the next one tries again")]
    private partial void LogFailed(Exception fault);
}
