using System.Text.Json;
using Platen.Rpc.Tests.Probe;

namespace Platen.Rpc.Tests.Interop;

/// <summary>Our server, called once by every case of grpc-js' client.</summary>
public sealed class NodeCallsUs : IAsyncLifetime
{
    private readonly Dictionary<string, JsonElement> _results = [];

    internal ProbeService Service { get; } = new();

    public JsonElement this[string name] => _results.TryGetValue(name, out var result)
        ? result
        : throw new InvalidOperationException($"grpc-js has no result for case '{name}'; it has: {string.Join(", ", _results.Keys)}.");

    public async Task InitializeAsync()
    {
        await NodeProject.RestoreAsync();
        await using var server = await ProbeServer.StartAsync(Service);
        using var node = NodeProject.Start("call", server.Address.Authority);
        var errors = node.StandardError.ReadToEndAsync();
        var output = await Within.SecondsAsync(node.StandardOutput.ReadToEndAsync(), "grpc-js to run its cases");
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var result = JsonDocument.Parse(line).RootElement;
            _results.Add(result.GetProperty("case").GetString()!, result);
        }

        (await errors).ShouldBeEmpty();
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
