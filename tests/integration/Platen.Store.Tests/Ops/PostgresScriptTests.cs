using System.Diagnostics;
using Npgsql;

namespace Platen.Store.Tests.Ops;

/// <summary>ops/lib/postgres.sh, as ops/run uses it.</summary>
public sealed class PostgresScriptTests : IAsyncLifetime
{
    private static readonly string Library = Path.Combine(FindRoot(), "ops", "lib");

    private readonly string _data = Directory.CreateTempSubdirectory("platen-ops-").FullName;

    private string Folder => Path.Combine(_data, "postgres");

    public async Task InitializeAsync() => await RunAsync("postgres_install; postgres_init \"$DIR\"; postgres_start \"$DIR\"");

    public async Task DisposeAsync()
    {
        await RunAsync("postgres_stop \"$DIR\"; rm -rf \"$(readlink -f \"$DIR/home\")\"");
        Directory.Delete(_data, recursive: true);
    }

    // AZ12: a password of its own, made at the first start, and no other way in
    [Fact]
    public async Task Cluster_IsDurableClosedAndOffTheNetwork()
    {
        var connection = await RunAsync("postgres_connection \"$DIR\"");
        (await QueryAsync(connection, "SELECT concat_ws(' ', current_setting('fsync'), current_setting('data_checksums'), current_setting('listen_addresses'), current_database())")).ShouldBe("on on  platen");
        File.GetUnixFileMode(Path.Combine(Folder, "password")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var stranger = new NpgsqlConnectionStringBuilder(connection) { Password = "guess" }.ConnectionString;
        (await Should.ThrowAsync<PostgresException>(QueryAsync(stranger, "SELECT 1"))).SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
        (await RunAsync("ps -o user= -p \"$(postgres_status \"$DIR\")\"")).ShouldNotBe("root");
    }

    [Fact]
    public async Task Server_KilledOrStopped_StartsAgainWithItsData()
    {
        var connection = await RunAsync("postgres_connection \"$DIR\"") + ";Pooling=false";
        await QueryAsync(connection, "CREATE TABLE kept AS SELECT 'here' AS word");

        await RunAsync("kill -9 \"$(postgres_status \"$DIR\")\"; postgres_start \"$DIR\"");
        (await QueryAsync(connection, "SELECT word FROM kept")).ShouldBe("here");

        await RunAsync("postgres_stop \"$DIR\"; ! postgres_status \"$DIR\"; postgres_stop \"$DIR\"; postgres_init \"$DIR\"; postgres_start \"$DIR\"; postgres_start \"$DIR\"");
        (await QueryAsync(connection, "SELECT word FROM kept")).ShouldBe("here");
    }

    [Fact]
    public async Task LockFile_OfAProcessThatIsNoServer_DoesNotPreventTheStart()
    {
        // after a power cut the id in the lock file may belong to anybody, here to the test
        await RunAsync($"postgres_stop \"$DIR\"; printf '{Environment.ProcessId}\\n' >\"$DIR/home/data/postmaster.pid\"; postgres_start \"$DIR\"");
    }

    private async Task<string> RunAsync(string script)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", $". '{Library}/common.sh'; . '{Library}/postgres.sh'; umask 077; {script}"])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["DIR"] = Folder;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));

        // the server inherits neither stream, so both end with the script
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = await process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        process.ExitCode.ShouldBe(0, $"{script}\n{error}{await output}");
        return LastLine(await output);
    }

    private static string LastLine(string text) => text.TrimEnd().Split('\n')[^1].Trim();

    private static async Task<string?> QueryAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() as string;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Cluster.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"Cluster.sln is above none of the folders of {AppContext.BaseDirectory}.");
    }
}
