using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platen.Store.Connections;
using Platen.Store.Hosting;

namespace Platen.Store.Standby;

/// <summary>
/// One server is active, the others stand by (ADR 0042). Before anything else starts, a server waits for PostgreSQL's session lock; active, it says every second that it lives. A standby takes over when the lock is free, which it is as soon as
/// the active server's process or connection ends, or when that one has been silent for <see cref="SilenceMax"/>: a frozen process keeps its connection. Who lost the lock ends, and is started again as a standby.
/// </summary>
internal sealed partial class ActiveServer(
    ServerEpoch epoch, IOptions<StoreOptions> options, IStandbyWait wait, TimeProvider time, ILogger<ActiveServer> log) : IHostedLifecycleService, IAsyncDisposable
{
    /// <summary>How long an active server may be silent.</summary>
    public static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    // after a restart of the database the server that was active comes back first
    private static readonly TimeSpan GraceAfterLoss = TimeSpan.FromSeconds(5);

    private readonly ServerLock _lock = new(options.Value.ConnectionString);
    private readonly CancellationTokenSource _stopping = new();
    private Task _beating = Task.CompletedTask;
    private bool _disposed;

    private static string Holder => $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>Waits until this server is the active one.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Standby)
        {
            return;
        }

        if (!await TryTakeAsync(cancellationToken))
        {
            await StandByAsync(cancellationToken);
        }

        epoch.Value = await _lock.RaiseEpochAsync(Holder, cancellationToken);
        LogActive(epoch.Value);
    }

    /// <summary>The first start on a new database: its schema is there now.</summary>
    public async Task EnsureEpochAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Standby && epoch.Value == 0)
        {
            epoch.Value = await _lock.RaiseEpochAsync(Holder, cancellationToken);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _beating = options.Value.Standby ? Task.Run(BeatAsync, CancellationToken.None) : Task.CompletedTask;
        return Task.CompletedTask;
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Last of all the lock goes: a standby takes over when nothing is written here any more.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _beating;
        await _lock.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return; // the container knows it twice: as itself, and as a hosted service
        }

        _disposed = true;
        await _stopping.CancelAsync();
        await _beating;
        await _lock.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task<bool> TryTakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _lock.TryTakeAsync(cancellationToken);
        }
        catch (Exception fault) when (TransientFault.Is(fault))
        {
            LogAway(fault.Message);
            return false;
        }
    }

    private async Task StandByAsync(CancellationToken cancellationToken)
    {
        LogStandby();
        await wait.BeginAsync(cancellationToken);
        var began = time.GetTimestamp();
        await WaitForLockAsync(cancellationToken);
        LogTakingOver(time.GetElapsedTime(began).TotalSeconds);
        await wait.EndAsync(cancellationToken);
    }

    private async Task WaitForLockAsync(CancellationToken cancellationToken)
    {
        var (silent, lost) = (0, false);
        while (true)
        {
            try
            {
                if (lost)
                {
                    await Task.Delay(GraceAfterLoss, time, cancellationToken);
                    lost = false;
                }

                if (await _lock.TryTakeAsync(cancellationToken))
                {
                    return;
                }

                // twice in a row: after a halt of the database itself the active server gets the time to speak
                silent = await _lock.SilenceAsync(cancellationToken) > SilenceMax ? silent + 1 : 0;
                if (silent >= 2 && await _lock.TerminateHolderAsync(cancellationToken))
                {
                    LogSilent(SilenceMax.TotalSeconds);
                    silent = 0;
                    continue;
                }
            }
            catch (Exception fault) when (TransientFault.Is(fault))
            {
                LogAway(fault.Message);
                (silent, lost) = (0, true);
            }

            await Task.Delay(LookEvery, time, cancellationToken);
        }
    }

    private async Task BeatAsync()
    {
        while (!_stopping.IsCancellationRequested && !epoch.Lost.IsCompleted)
        {
            try
            {
                // a new connection holds nothing: whoever was faster has it now
                var holds = _lock.IsOpen || await _lock.TryTakeAsync(_stopping.Token);
                if (!holds || !await _lock.BeatAsync(epoch.Value, _stopping.Token))
                {
                    epoch.Lose("Another server holds the lock of the active one.");
                    break;
                }
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogAway(fault.Message);
            }

            await Task.WhenAny(Task.Delay(BeatEvery, time, _stopping.Token), epoch.Lost);
        }

        if (epoch.Lost.IsCompleted)
        {
            LogSteppedDown(epoch.Value, epoch.Reason);
            wait.StepDown();
        }
    }

    [LoggerMessage(1260, LogLevel.Information, "This server is the active one, number {Epoch}")]
    private partial void LogActive(long epoch);

    [LoggerMessage(1261, LogLevel.Information, "Another server is active on this database: this one stands by, and takes over when that one ends or is silent")]
    private partial void LogStandby();

    [LoggerMessage(1262, LogLevel.Warning, "This server takes over, after it stood by for {Seconds:0.0} s")]
    private partial void LogTakingOver(double seconds);

    [LoggerMessage(1263, LogLevel.Warning, "The active server has said nothing for {Seconds:0} s: its connections are ended")]
    private partial void LogSilent(double seconds);

    [LoggerMessage(1264, LogLevel.Critical, "Another server has taken over: this one (number {Epoch}) writes nothing any more and ends; started again, it stands by. {Reason}")]
    private partial void LogSteppedDown(long epoch, string reason);

    [LoggerMessage(1265, LogLevel.Warning, "The lock of the active server is out of reach: {Reason}")]
    private partial void LogAway(string reason);
}
