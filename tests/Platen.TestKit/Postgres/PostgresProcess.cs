using System.Collections.Concurrent;
using System.Diagnostics;

namespace Platen.TestKit.Postgres;

/// <summary>A running postmaster, and its last log lines for error messages.</summary>
internal sealed class PostgresProcess
{
    private const int LogLinesMax = 200;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private PostgresProcess(Process process) => _process = process;

    public bool HasExited => _process.HasExited;

    public static PostgresProcess Start(ProcessStartInfo command)
    {
        var server = new PostgresProcess(new Process { StartInfo = command, EnableRaisingEvents = true });
        server._process.ErrorDataReceived += (_, e) => server.OnLine(e.Data);
        server._process.Exited += (_, _) => server._ready.TrySetException(server.Fault("exited before it was ready"));
        server._process.Start();
        server._process.BeginErrorReadLine();
        server._process.BeginOutputReadLine();
        return server;
    }

    public async Task WaitUntilReadyAsync(TimeSpan timeMax)
    {
        try
        {
            await _ready.Task.WaitAsync(timeMax);
        }
        catch (TimeoutException)
        {
            throw Fault($"was not ready after {timeMax.TotalSeconds} s");
        }
    }

    public async Task KillAsync()
    {
        var backends = Children(_process.Id);
        KillNow();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await _process.WaitForExitAsync(limit.Token);
        foreach (var id in backends)
        {
            await WaitForEndAsync(id, limit.Token);
        }
    }

    public void KillNow()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    private static List<int> Children(int parent)
    {
        var path = $"/proc/{parent}/task/{parent}/children";
        return File.Exists(path) ? [.. File.ReadAllText(path).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)] : [];
    }

    private static async Task WaitForEndAsync(int id, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (ArgumentException)
        {
            // gone already
        }
    }

    private void OnLine(string? line)
    {
        if (line is null)
        {
            return;
        }

        _log.Enqueue(line);
        while (_log.Count > LogLinesMax)
        {
            _log.TryDequeue(out _);
        }

        if (line.Contains("database system is ready to accept connections", StringComparison.Ordinal))
        {
            _ready.TrySetResult();
        }
    }

    private InvalidOperationException Fault(string what) => new($"PostgreSQL {what}. Its log:\n{string.Join('\n', _log)}");
}
