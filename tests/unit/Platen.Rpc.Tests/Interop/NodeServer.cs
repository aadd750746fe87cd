using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Platen.Rpc.Tests.Probe;

namespace Platen.Rpc.Tests.Interop;

/// <summary>grpc-js' server in a process of its own.</summary>
public sealed class NodeServer : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _events = [];
    private Process _process = null!;
    private Task _reading = Task.CompletedTask;

    public Uri Address { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await NodeProject.RestoreAsync();
        _process = NodeProject.Start("serve");
        var first = await Within.SecondsAsync(_process.StandardOutput.ReadLineAsync(), "grpc-js to say its port");
        var port = JsonDocument.Parse(first ?? await _process.StandardError.ReadToEndAsync()).RootElement.GetProperty("port").GetInt32();
        Address = new Uri($"http://127.0.0.1:{port}");
        _reading = ReadEventsAsync();
    }

    public Task SeenAsync(string name) => Within.SecondsAsync(Event(name).Task, $"grpc-js to report '{name}'");

    public async Task DisposeAsync()
    {
        _process.StandardInput.Close();
        await Within.SecondsAsync(_process.WaitForExitAsync(), "grpc-js to end");
        await _reading;
        _process.Dispose();
    }

    private TaskCompletionSource Event(string name) => _events.GetOrAdd(name, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task ReadEventsAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            Event(JsonDocument.Parse(line).RootElement.GetProperty("event").GetString()!).TrySetResult();
        }
    }
}
