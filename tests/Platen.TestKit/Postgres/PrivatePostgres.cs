using Npgsql;

namespace Platen.TestKit.Postgres;

/// <summary>
/// A PostgreSQL of its own for a test assembly: initdb in a temporary folder, unix socket only, no TCP, not as root. Each test takes a fresh database.
/// Tests may kill it (-9) and start it again on the same data.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeMax = TimeSpan.FromSeconds(30);

    private readonly PrivatePostgresOptions _options;
    private readonly PostgresAccount _account;
    private readonly string _folder;
    private PostgresProcess? _process;
    private int _databases;

    private PrivatePostgres(PrivatePostgresOptions options, PostgresAccount account, string folder)
    {
        _options = options;
        _account = account;
        _folder = folder;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    /// <summary>The folder of the server's unix socket.</summary>
    public string SocketFolder => _folder;

    /// <summary>Whether the server runs.</summary>
    public bool Running => _process is { HasExited: false };

    private string DataFolder => Path.Combine(_folder, "data");

    /// <summary>Makes and starts a server.</summary>
    public static async Task<PrivatePostgres> StartAsync(PrivatePostgresOptions? options = null)
    {
        var account = PostgresAccount.Current();
        var folder = account.CreateFolder();
        var server = new PrivatePostgres(options ?? new(), account, folder);
        await account.RunAsync("initdb", "-D", server.DataFolder, "-U", "platen", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        await server.RestartAsync();
        return server;
    }

    /// <summary>A connection string for a database of this server.</summary>
    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder { Host = _folder, Username = "platen", Database = database, Timeout = 5, CommandTimeout = 30 }.ConnectionString;

    /// <summary>Makes a fresh database, a copy of <paramref name="template"/> when one is given, and returns its name.</summary>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = $"t{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync("postgres", $"CREATE DATABASE {name}" + (template is null ? "" : $" TEMPLATE {template}") + (_options.Fsync ? "" : " STRATEGY FILE_COPY"));
        return name;
    }

    /// <summary>Drops a database, whoever is connected to it.</summary>
    public Task DropDatabaseAsync(string database) => ExecuteAsync("postgres", $"DROP DATABASE IF EXISTS {database} WITH (FORCE)");

    /// <summary>Runs SQL over a connection of its own, outside any pool.</summary>
    public async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Kills the server and all its backends (SIGKILL), as a power cut of the machine's PostgreSQL would.</summary>
    public async Task KillAsync()
    {
        await (_process?.KillAsync() ?? Task.CompletedTask);
        _process = null;
    }

    /// <summary>Starts the server on the data that is there, and waits until it takes connections.</summary>
    public async Task RestartAsync()
    {
        await KillAsync();
        List<string> arguments = ["-D", DataFolder, "-k", _folder, "-c", "listen_addresses=", "-c", $"fsync={(_options.Fsync ? "on" : "off")}",
            "-c", $"max_connections={_options.ConnectionsMax}", "-c", "logging_collector=off", "-c", "log_min_messages=log"];
        arguments.AddRange(_options.Settings.SelectMany(s => new[] { "-c", s }));
        _process = PostgresProcess.Start(_account.Command("postgres", arguments));
        await _process.WaitUntilReadyAsync(StartTimeMax);
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        await KillAsync();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private void OnProcessExit(object? sender, EventArgs e) => _process?.KillNow();
}
