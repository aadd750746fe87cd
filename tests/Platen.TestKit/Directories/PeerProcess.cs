using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Platen.TestKit.Directories;

/// <summary>A peer's program as a child of the test: started, waited for, ended by its id.</summary>
public sealed class PeerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RunLimit = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly List<string> _lines = [];

    private PeerProcess(string program, IEnumerable<string> arguments)
    {
        _process = new Process { StartInfo = Info(program, arguments) };
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public static int FreePort(IPAddress? address = null)
    {
        using var listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts a program and waits until it listens.</summary>
    public static async Task<PeerProcess> StartAsync(string program, IEnumerable<string> arguments, IPEndPoint listens)
    {
        var process = new PeerProcess(program, arguments);
        var watch = Stopwatch.StartNew();
        while (!await ConnectsAsync(listens))
        {
            if (process._process.HasExited || watch.Elapsed > StartLimit)
            {
                throw new InvalidOperationException($"{program} does not listen on {listens} after {watch.Elapsed.TotalSeconds:0} s:\n{process.Said}");
            }

            await Task.Delay(20);
        }

        return process;
    }

    /// <summary>Runs a program to its end.</summary>
    public static async Task RunAsync(string program, IEnumerable<string> arguments, string? input = null, params (string Name, string Value)[] environment)
    {
        var info = Info(program, arguments);
        info.RedirectStandardInput = true;
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        using var process = Process.Start(info) ?? throw new InvalidOperationException($"{program} did not start; ops/test installs it.");
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input ?? "");
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(RunLimit);
        await process.WaitForExitAsync(limit.Token);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}:\n{await output}{await errors}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private string Said
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines.TakeLast(20));
            }
        }
    }

    private static ProcessStartInfo Info(string program, IEnumerable<string> arguments) =>
        new(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };

    private static async Task<bool> ConnectsAsync(IPEndPoint at)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(at);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Note(string? line)
    {
        lock (_lines)
        {
            _lines.Add(line ?? "");
        }
    }
}
