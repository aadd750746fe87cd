using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Platen.Domain.Ports;
using Platen.Store.Connections;
using Platen.Store.Migrations;
using Platen.Store.Standby;

namespace Platen.Store.Hosting;

/// <summary>Before anything else of the silo starts: waits for the database, within a bound, and migrates it.</summary>
internal sealed partial class StoreStart(StoreDatabase database, Migrator migrator, ActiveServer active, IOptions<StoreOptions> options, TimeProvider time, ILogger<StoreStart> log) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var giveUpAt = time.GetUtcNow() + options.Value.StartTimeout;
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await migrator.MigrateAsync(cancellationToken);
                await active.EnsureEpochAsync(cancellationToken);
                await CheckDurabilityAsync(cancellationToken);
                return;
            }
            catch (Exception fault) when (TransientFault.Is(fault))
            {
                database.NoteFault(fault);
                if (time.GetUtcNow() >= giveUpAt)
                {
                    throw new RecordStoreUnavailableException(
                        $"The database did not answer within {options.Value.StartTimeout.TotalSeconds:0.#} s ({fault.Message}). See that PostgreSQL runs and that {StoreOptions.Section}:{nameof(StoreOptions.ConnectionString)} is right.", outcomeUnknown: false, fault);
                }
            }

            await Task.Delay(Backoff.Next(attempt), time, cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What is acknowledged must be on disk; a database that does not promise it is said aloud.</summary>
    private async Task CheckDurabilityAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Writer.CreateCommand("SELECT current_setting('fsync') = 'on' AND current_setting('synchronous_commit') <> 'off'");
        if (await command.ExecuteScalarAsync(cancellationToken) is not true)
        {
            LogNotDurable();
        }
    }

    [LoggerMessage(1250, LogLevel.Warning, "This database runs with fsync or synchronous_commit off: committed accounting can be lost in a power cut. Set both to on")]
    private partial void LogNotDurable();
}
