using System.Diagnostics;

namespace Platen.Benchmarks.Peers;

/// <summary>A program that runs beside the benchmark, its output in a file. It is ended by its id, and with it only.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan EndMax = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly string _log;

    private ChildProcess(Process process, string log) => (_process, _log) = (process, log);

    /// <summary>Processor time that it has used, of all its threads.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Memory that it holds, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts it.</summary>
    /// <param name="log">The file for its output.</param>
    /// <param name="environment">Settings beside the benchmark's own.</param>
    /// <param name="command">Program and arguments.</param>
    public static ChildProcess Start(string log, IReadOnlyDictionary<string, string>? environment, params string[] command)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", log, .. command]) { UseShellExecute = false };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
        }

        return new ChildProcess(Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} cannot be started"), log);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static string Run(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{command[0]} cannot be started");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: {errors.GetAwaiter().GetResult()}");
    }

    /// <summary>Waits until it answers; tells the end of its log when it does not.</summary>
    public void Await(Func<bool> answers, TimeSpan max)
    {
        for (var began = Stopwatch.GetTimestamp(); !Try(answers);)
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(began) > max)
            {
                var state = _process.HasExited ? $"it ended with {_process.ExitCode}" : "it runs";
                throw new InvalidOperationException($"{_log}: no answer after {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s, {state}: {string.Join('\n', File.ReadLines(_log).TakeLast(15))}");
            }

            Thread.Sleep(2);
        }
    }

    /// <summary>Waits for its end.</summary>
    public void WaitForExit() => _process.WaitForExit();

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>SIGTERM, then patience, then SIGKILL.</summary>
    public void Terminate()
    {
        if (!_process.HasExited)
        {
            Run("kill", "-TERM", $"{_process.Id}");
            if (!_process.WaitForExit(EndMax))
            {
                Kill();
            }
        }
    }

    public void Dispose()
    {
        Terminate();
        _process.Dispose();
    }

    private static bool Try(Func<bool> answers)
    {
        try
        {
            return answers();
        }
        catch (Exception fault) when (fault is System.Net.Sockets.SocketException or IOException or Load.LoadException or System.Security.Authentication.AuthenticationException)
        {
            return false;
        }
    }
}
