using System.Collections.Concurrent;
using System.Diagnostics;

namespace Platen.Conformance.Tests.Running;

/// <summary>A server program that a test starts and ends. A missing one fails the test, and names its Debian package.</summary>
internal sealed class Peer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private Peer(Process process) => _process = process;

    public static Peer Start(string program, string package, string[] arguments, params (string Name, string Value)[] environment)
    {
        if (!File.Exists(program))
        {
            throw new FileNotFoundException($"{program} is missing: install the Debian package {package}.");
        }

        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var peer = new Peer(Process.Start(start)!);
        peer._process.OutputDataReceived += (_, line) => peer._output.Enqueue(line.Data ?? "");
        peer._process.ErrorDataReceived += (_, line) => peer._output.Enqueue(line.Data ?? "");
        peer._process.BeginOutputReadLine();
        peer._process.BeginErrorReadLine();
        return peer;
    }

    /// <summary>Waits until it is as wanted.</summary>
    public Task UntilAsync(Func<bool> isReady, string what) => RunningAgent.UntilAsync(
        () =>
        {
            _process.HasExited.ShouldBeFalse($"{_process.StartInfo.FileName} ended by itself: {string.Join('\n', _output)}");
            return isReady();
        },
        () => $"{what} of {_process.StartInfo.FileName}: {string.Join('\n', _output)}");

    public Task UntilSaysAsync(string words) => UntilAsync(() => _output.Any(line => line.Contains(words, StringComparison.Ordinal)), $"'{words}'");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
