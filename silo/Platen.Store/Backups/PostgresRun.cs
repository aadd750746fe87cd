using System.Diagnostics;
using System.Text;
using Npgsql;

namespace Platen.Store.Backups;

/// <summary>A program of PostgreSQL that runs: its streams, and its last words when it fails. Disposed before its end, it is killed.</summary>
internal sealed class PostgresRun : IAsyncDisposable
{
    private const int WordsMax = 4_000;

    private readonly Process _process;
    private readonly StringBuilder _words = new();
    private readonly Task _reading;
    private readonly CancellationTokenRegistration _end;

    private PostgresRun(Process process, CancellationToken cancellationToken)
    {
        _process = process;
        // a read from a pipe may not hear of it; that its program ends, it does
        _end = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        _reading = ReadWordsAsync();
    }

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    public bool HasEnded => _process.HasExited;

    private string Name => Path.GetFileName(_process.StartInfo.FileName);

    /// <summary>Starts it.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">What is added to its environment.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="IOException">It cannot be started.</exception>
    public static PostgresRun Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        foreach (var (name, value) in environment.Append(new KeyValuePair<string, string>("LC_ALL", "C.UTF-8")))
        {
            start.Environment[name] = value;
        }

        try
        {
            return new PostgresRun(Process.Start(start) ?? throw new IOException($"'{program}' did not start."), cancellationToken);
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            throw new IOException($"'{program}' cannot be started: {fault.Message}.", fault);
        }
    }

    /// <summary>What libpq wants to know of a connection string, for a program's environment: nobody sees it in the list of processes.</summary>
    public static Dictionary<string, string> EnvironmentOf(NpgsqlConnectionStringBuilder connection)
    {
        (string Name, string? Value)[] all =
        [
            ("PGHOST", connection.Host), ("PGPORT", $"{connection.Port}"), ("PGUSER", connection.Username), ("PGPASSWORD", connection.Password), ("PGDATABASE", connection.Database), ("PGPASSFILE", connection.Passfile),
            ("PGSSLMODE", connection.SslMode switch { SslMode.Disable => "disable", SslMode.Allow => "allow", SslMode.Require => "require", SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", _ => "prefer" }),
            ("PGSSLROOTCERT", connection.RootCertificate), ("PGSSLCERT", connection.SslCertificate), ("PGSSLKEY", connection.SslKey), ("PGAPPNAME", BackupSnapshot.ApplicationName), ("PGCONNECT_TIMEOUT", "10"),
        ];
        return all.Where(entry => !string.IsNullOrEmpty(entry.Value)).ToDictionary(entry => entry.Name, entry => entry.Value!, StringComparer.Ordinal);
    }

    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Waits for its end.</summary>
    /// <exception cref="IOException">It failed; with its own words.</exception>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await _reading.WaitAsync(cancellationToken);
        if (_process.ExitCode != 0)
        {
            throw Fault();
        }
    }

    /// <summary>Its failure, once it has ended; null: it has not failed, or goes on.</summary>
    public async Task<IOException?> FaultAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await _reading.WaitAsync(cancellationToken);
        return _process.ExitCode != 0 ? Fault() : null;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.DisposeAsync();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        await _reading;
        _process.Dispose();
    }

    private IOException Fault() => new($"{Name} failed with {_process.ExitCode}: {_words.ToString().ReplaceLineEndings(" ").Trim()}");

    private async Task ReadWordsAsync()
    {
        while (await _process.StandardError.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (_words.Length + line.Length < WordsMax)
            {
                _words.AppendLine(line);
            }
        }
    }
}
