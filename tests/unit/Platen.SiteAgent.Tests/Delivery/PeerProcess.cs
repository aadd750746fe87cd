using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Platen.SiteAgent.Tests.Delivery;

/// <summary>A real program that a test starts and ends. A missing one fails the test and names its Debian package.</summary>
internal sealed class PeerProcess : IAsyncDisposable
{
    private static readonly TimeSpan UpMax = TimeSpan.FromSeconds(20);
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private PeerProcess(Process process) => _process = process;

    public static PeerProcess Start(string program, string package, IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            var peer = new PeerProcess(Process.Start(start)!);
            peer._process.OutputDataReceived += (_, line) => peer._output.Enqueue(line.Data ?? "");
            peer._process.ErrorDataReceived += (_, line) => peer._output.Enqueue(line.Data ?? "");
            peer._process.BeginOutputReadLine();
            peer._process.BeginErrorReadLine();
            return peer;
        }
        catch (Win32Exception fault)
        {
            throw new InvalidOperationException($"{program} is missing: install the Debian package {package}.", fault);
        }
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until somebody listens on the port.</summary>
    public Task WaitForPortAsync(int port) => WaitAsync(
        async () =>
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        },
        $"port {port}");

    public Task WaitForFileAsync(string path) => WaitAsync(() => Task.FromResult(Path.Exists(path)), path);

    /// <summary>Waits until it has said this.</summary>
    public Task WaitForWordsAsync(string words) => WaitAsync(() => Task.FromResult(_output.Any(line => line.Contains(words, StringComparison.Ordinal))), $"'{words}'");

    /// <summary>Waits until something is so; fails when the program ends before.</summary>
    public Task WaitForAsync(Func<bool> isSo, string what) => WaitAsync(() => Task.FromResult(isSo()), what);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task WaitAsync(Func<Task<bool>> isThere, string what)
    {
        using var limit = new CancellationTokenSource(UpMax);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        do
        {
            _process.HasExited.ShouldBeFalse($"{_process.StartInfo.FileName} ended by itself: {string.Join('\n', _output)}");
            try
            {
                if (await isThere())
                {
                    return;
                }
            }
            catch (SocketException) when (!limit.IsCancellationRequested)
            {
                // not up yet
            }
        }
        while (!limit.IsCancellationRequested && await pause.WaitForNextTickAsync(CancellationToken.None));

        throw new TimeoutException($"Waited {UpMax.TotalSeconds} s for {what} of {_process.StartInfo.FileName}: {string.Join('\n', _output)}");
    }
}
