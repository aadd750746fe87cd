using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Store.Connections;

namespace Platen.Store.Feed;

/// <summary>One LISTEN connection a process wakes every reader of the feed. After each (re)connection all readers are woken, as a notice may have been missed while it was away.</summary>
internal sealed partial class FeedListener(StoreDatabase database, FeedReader reader, TimeProvider time, ILogger<FeedListener> log) : BackgroundService, IChangeFeedSignal
{
    private readonly FeedWaiters _waiters = new();

    public async Task WaitForChangeAsync(TenantId tenant, long afterCursor, CancellationToken cancellationToken)
    {
        var woken = _waiters.Add(tenant.Value, afterCursor);
        try
        {
            // registered first, then looked: a change between the two is either seen here or notified there
            if (await reader.CursorAsync(tenant, cancellationToken) == afterCursor)
            {
                await woken.Task.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            _waiters.Remove(tenant.Value, woken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var attempt = 0; !stoppingToken.IsCancellationRequested; attempt++)
        {
            try
            {
                await ListenAsync(() => attempt = 0, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                database.NoteFault(fault);
                LogLost(fault.Message);
            }

            await Task.Delay(Backoff.Next(attempt), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(Action listening, CancellationToken cancellationToken)
    {
        await using var connection = await database.Writer.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notice) => OnNotice(notice.Payload);
        await using (var command = new NpgsqlCommand("LISTEN platen_feed", connection))
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        listening();
        _waiters.WakeAll();
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    private void OnNotice(string payload)
    {
        var space = payload.IndexOf(' ', StringComparison.Ordinal);
        if (space > 0 && long.TryParse(payload.AsSpan(space + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var cursor))
        {
            _waiters.Wake(payload[..space], cursor);
        }
    }

    [LoggerMessage(1230, LogLevel.Warning, "The listener for changes lost the database ({Reason}); it connects again")]
    private partial void LogLost(string reason);
}
