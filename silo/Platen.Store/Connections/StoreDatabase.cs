using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Platen.Domain.Ports;
using Platen.Store.Hosting;
using Platen.Store.Standby;

namespace Platen.Store.Connections;

/// <summary>The connections: a bounded pool for reads, and one apart for commits and the listener, so that reads can never starve them.</summary>
internal sealed partial class StoreDatabase : IAsyncDisposable
{
    private const int WriterConnectionsMax = 4;
    private const int KeepAliveSeconds = 30;
    private const int ConnectSeconds = 5;

    private static readonly TimeSpan LogEvery = TimeSpan.FromSeconds(5);

    private readonly StoreOptions _options;
    private readonly ServerEpoch _epoch;
    private readonly TimeProvider _time;
    private readonly ILogger<StoreDatabase> _log;
    private volatile Exception? _lastFault;
    private long _loggedAt;
    private int _losses;

    public StoreDatabase(IOptions<StoreOptions> options, ServerEpoch epoch, TimeProvider time, ILogger<StoreDatabase> log)
    {
        (_options, _epoch, _time, _log) = (options.Value, epoch, time, log);
        Reader = Build("platen-read", _options.ReadConnectionsMax);
        Writer = Build("platen-write", WriterConnectionsMax);
    }

    /// <summary>For reads.</summary>
    public NpgsqlDataSource Reader { get; }

    /// <summary>For commits, the listener, sweeps and migrations.</summary>
    public NpgsqlDataSource Writer { get; }

    /// <summary>Runs something that may be repeated, again and again while the database is away, until the bounded time is over.</summary>
    /// <exception cref="RecordStoreUnavailableException">The time is over.</exception>
    public async Task<T> RunAsync<T>(NpgsqlDataSource source, Func<NpgsqlConnection, Task<T>> run, CancellationToken cancellationToken)
    {
        var giveUpAt = _time.GetUtcNow() + _options.RetryFor;
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellationToken);
                return await run(connection);
            }
            catch (PostgresException fault) when (ServerEpoch.IsLoss(fault))
            {
                throw TakenOver(fault);
            }
            catch (Exception fault) when (TransientFault.Is(fault))
            {
                NoteFault(fault);
                if (_time.GetUtcNow() >= giveUpAt)
                {
                    throw Unavailable(outcomeUnknown: false);
                }
            }

            await Task.Delay(Backoff.Next(attempt), _time, cancellationToken);
        }
    }

    /// <summary>Runs a read.</summary>
    public Task<T> ReadAsync<T>(Func<NpgsqlConnection, Task<T>> run, CancellationToken cancellationToken) => RunAsync(Reader, run, cancellationToken);

    /// <summary>How often the database was lost. A connection from before the last loss is dead, whatever it says of itself.</summary>
    public int Losses => Volatile.Read(ref _losses);

    /// <summary>Takes note that the database is away: connections that lie idle are closed, so that nobody's next statement dies of a dead one.</summary>
    public void NoteFault(Exception fault)
    {
        _lastFault = fault;
        Interlocked.Increment(ref _losses);
        Reader.Clear();
        Writer.Clear();
        var now = _time.GetTimestamp();
        var last = Interlocked.Read(ref _loggedAt);
        if ((last == 0 || _time.GetElapsedTime(last, now) >= LogEvery) && Interlocked.CompareExchange(ref _loggedAt, now, last) == last)
        {
            LogAway(fault.Message);
        }
    }

    public RecordStoreUnavailableException Unavailable(bool outcomeUnknown) =>
        new($"The database did not answer within {_options.RetryFor.TotalSeconds:0.#} s ({_lastFault?.Message}). See that PostgreSQL runs and that {StoreOptions.Section}:{nameof(StoreOptions.ConnectionString)} is right.", outcomeUnknown, _lastFault);

    /// <summary>This server was frozen, woke, and another one is the active one: nothing is read or written here any more.</summary>
    public static RecordStoreUnavailableException TakenOver(PostgresException fault) =>
        new($"Another server has taken over from this one, which ends: {fault.MessageText}. Ask that one.", outcomeUnknown: false, fault);

    public async ValueTask DisposeAsync()
    {
        await Reader.DisposeAsync();
        await Writer.DisposeAsync();
    }

    private NpgsqlDataSource Build(string name, int connectionsMax)
    {
        var settings = new NpgsqlConnectionStringBuilder(_options.ConnectionString)
        {
            ApplicationName = name,
            MaxPoolSize = connectionsMax,
            MinPoolSize = 0,
            CommandTimeout = (int)_options.CommandTimeout.TotalSeconds,
            KeepAlive = KeepAliveSeconds,
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 2,
        };
        settings.Timeout = Math.Min(settings.Timeout, ConnectSeconds);
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).UsePhysicalConnectionInitializer(static _ => throw new NotSupportedException("Connections are opened asynchronously."), EnterAsync).Build();
    }

    // A server that was taken over from lost its connections; it gets no new ones.
    private async Task EnterAsync(NpgsqlConnection connection)
    {
        if (_epoch.Value == 0)
        {
            return;
        }

        try
        {
            await using var command = new NpgsqlCommand("SELECT platen.check_epoch($1)", connection) { Parameters = { new() { Value = _epoch.Value } } };
            await command.ExecuteNonQueryAsync();
        }
        catch (PostgresException fault) when (ServerEpoch.IsLoss(fault))
        {
            _epoch.Lose(fault.MessageText);
            throw;
        }
    }

    [LoggerMessage(1210, LogLevel.Warning, "The database is away: {Reason}")]
    private partial void LogAway(string reason);
}
