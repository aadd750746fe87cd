using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Platen.VirtualMfp.Device;
using Platen.VirtualMfp.Jobs;

namespace Platen.VirtualMfp.Tests;

/// <summary>A device in this process with a data folder of its own.</summary>
internal sealed class RunningMfp : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private readonly DirectoryInfo _folder;
    private readonly TimeProvider _time;
    private VirtualMfpServer _server;

    private RunningMfp(DirectoryInfo folder, TimeProvider time, VirtualMfpServer server)
    {
        _folder = folder;
        _time = time;
        _server = server;
    }

    internal MfpEndpoints Endpoints => _server.Endpoints;

    internal MfpDevice Device => _server.Device;

    internal JobList Jobs => _server.Jobs;

    internal string DataFolder => _folder.FullName;

    internal static async Task<RunningMfp> StartAsync(TimeProvider? time = null)
    {
        var folder = Directory.CreateTempSubdirectory("platen-mfp-");
        return new RunningMfp(folder, time ?? TimeProvider.System, await StartAsync(folder, time ?? TimeProvider.System));
    }

    internal async Task RestartAsync()
    {
        await _server.DisposeAsync();
        _server = await StartAsync(_folder, _time);
    }

    /// <summary>Sends octets to the RAW port, closes the sending side, and returns all that comes back.</summary>
    internal async Task<string> PrintRawAsync(byte[] octets, int chunk = int.MaxValue)
    {
        using var client = await ConnectRawAsync();
        for (var sent = 0; sent < octets.Length; sent += chunk)
        {
            await client.Client.SendAsync(octets.AsMemory(sent, Math.Min(chunk, octets.Length - sent)));
        }

        client.Client.Shutdown(SocketShutdown.Send);
        return await ReadToEndAsync(client);
    }

    internal async Task<TcpClient> ConnectRawAsync()
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync("127.0.0.1", Endpoints.RawPort);
        return client;
    }

    /// <summary>Waits until that many documents are printed, and returns each with its sidecar.</summary>
    internal async Task<List<(byte[] Octets, JobSidecar Sidecar)>> PrintedAsync(int count)
    {
        await UntilAsync(() => Directory.EnumerateFiles(Endpoints.OutputFolder, "*.prn").Count() >= count, () => $"{count} printed documents; there are {string.Join(", ", Files())}");
        return [.. Files().Where(file => file.EndsWith(".prn", StringComparison.Ordinal)).Select(file => (
            File.ReadAllBytes(Path.Combine(Endpoints.OutputFolder, file)),
            JsonSerializer.Deserialize<JobSidecar>(File.ReadAllText(Path.Combine(Endpoints.OutputFolder, Path.ChangeExtension(file, ".json"))), MfpJson.Options)!))];
    }

    internal IEnumerable<string> Files() => Directory.EnumerateFiles(Endpoints.OutputFolder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    internal static async Task UntilAsync(Func<bool> fulfilled, Func<string> what)
    {
        using var deadline = new CancellationTokenSource(s_patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!fulfilled())
        {
            try
            {
                await tick.WaitForNextTickAsync(deadline.Token);
            }
            catch (OperationCanceledException e)
            {
                throw new TimeoutException($"waited {s_patience} for {what()}", e);
            }
        }
    }

    /// <summary>Reads what comes back until all the parts have come, and the last reply is whole.</summary>
    internal static async Task<string> ReadUntilAsync(TcpClient client, params string[] parts)
    {
        using var deadline = new CancellationTokenSource(s_patience);
        var text = string.Empty;
        while (!text.EndsWith('\f') || !parts.All(part => text.Contains(part, StringComparison.Ordinal)))
        {
            var more = await ReceiveAsync(client, deadline.Token);
            more.ShouldNotBeEmpty($"connection ended; before {string.Join(" and ", parts)} came {text}");
            text += more;
        }

        return text;
    }

    internal static async Task<string> ReadToEndAsync(TcpClient client)
    {
        using var deadline = new CancellationTokenSource(s_patience);
        var text = new StringBuilder();
        while (await ReceiveAsync(client, deadline.Token) is { Length: > 0 } more)
        {
            text.Append(more);
        }

        return text.ToString();
    }

    private static async Task<string> ReceiveAsync(TcpClient client, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        var received = await client.Client.ReceiveAsync(buffer, cancellationToken);
        return Encoding.Latin1.GetString(buffer, 0, received);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static Task<VirtualMfpServer> StartAsync(DirectoryInfo folder, TimeProvider time) =>
        VirtualMfpServer.StartAsync(new MfpOptions { DataFolder = folder.FullName }, NullLoggerFactory.Instance, time);
}
