using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Platen.Rpc;
using Platen.Rpc.Client;

namespace Platen.Benchmarks.Rpc;

/// <summary>
/// Calls and streams of Platen.Rpc over loopback TLS, beside bare HTTP/2 requests through the same Kestrel and the same HttpClient, in turn: medians of
/// five runs. What is missing to a ratio of 1 is the price of the protocol: framing, protobuf, trailers, deadline and cancellation.
/// </summary>
internal static class RpcBenchmark
{
    private const int Runs = 5;
    private const int CallsAlone = 2_000;
    private const int CallsTogether = 12_800;
    private const int Together = 64;
    private const int StreamBytes = 256 * 1024 * 1024;
    private const int MessageBytes = 64 * 1024;

    private static readonly BytesValue Small = new() { Value = ByteString.CopyFrom(new byte[100]) };
    private static readonly BytesValue Chunk = new() { Value = ByteString.CopyFrom(new byte[MessageBytes]) };

    public static async Task<int> RunAsync(string[] args)
    {
        await using var server = await RpcBenchmarkServer.StartAsync();
        using var channel = RpcChannel.Create(RpcBenchmarkServer.NewHandler(), server.Address);
        using var bare = new HttpMessageInvoker(RpcBenchmarkServer.NewHandler());
        Func<Task> call = () => CallAsync(channel);
        Func<Task> post = () => PostAsync(bare, server.Address);
        await ManyAsync(CallsAlone, Together, call);
        await ManyAsync(CallsAlone, Together, post);

        await CompareAsync("unary calls, 1 at a time", "1/s", () => ManyAsync(CallsAlone, 1, call), () => ManyAsync(CallsAlone, 1, post));
        await CompareAsync("unary calls, 64 at a time", "1/s", () => ManyAsync(CallsTogether, Together, call), () => ManyAsync(CallsTogether, Together, post));
        await CompareAsync("stream up, messages of 64 KiB", "MB/s", () => UpAsync(channel), () => BareUpAsync(bare, server.Address));
        await CompareAsync("stream down, messages of 64 KiB", "MB/s", () => DownAsync(channel), () => BareDownAsync(bare, server.Address));
        return 0;
    }

    private static async Task CompareAsync(string name, string unit, Func<Task<double>> rpc, Func<Task<double>> bare)
    {
        var ours = new List<double>();
        var theirs = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            ours.Add(await rpc());
            theirs.Add(await bare());
        }

        var (mine, other) = (Median(ours), Median(theirs));
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "rpc",
            measure = name,
            unit,
            transport = "loopback TLS, HTTP/2",
            median = Math.Round(mine),
            bareHttp2 = Math.Round(other),
            ratio = Math.Round(mine / other, 2),
            runs = Runs,
        }));
    }

    private static async Task<double> ManyAsync(int calls, int atATime, Func<Task> call)
    {
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, atATime).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < calls / atATime; i++)
            {
                await call();
            }
        })));
        return calls / clock.Elapsed.TotalSeconds;
    }

    private static async Task CallAsync(RpcChannel channel)
    {
        var reply = await channel.UnaryAsync(RpcBenchmarkServer.Echo, Small, new RpcCallOptions { Timeout = TimeSpan.FromSeconds(30) });
        Require(reply.Value.Length, Small.Value.Length);
    }

    private static async Task PostAsync(HttpMessageInvoker bare, Uri address)
    {
        using var response = await bare.SendAsync(Post(address, "/bare/echo", new ByteArrayContent(Small.Value.ToByteArray())), CancellationToken.None);
        Require((await response.Content.ReadAsByteArrayAsync()).Length, Small.Value.Length);
    }

    private static async Task<double> UpAsync(RpcChannel channel)
    {
        async IAsyncEnumerable<BytesValue> ChunksAsync()
        {
            for (var sent = 0; sent < StreamBytes; sent += MessageBytes)
            {
                yield return Chunk;
                await Task.CompletedTask;
            }
        }

        var clock = Stopwatch.StartNew();
        Require((await channel.ClientStreamAsync(RpcBenchmarkServer.Up, ChunksAsync())).Value, StreamBytes);
        return StreamBytes / 1e6 / clock.Elapsed.TotalSeconds;
    }

    private static async Task<double> BareUpAsync(HttpMessageInvoker bare, Uri address)
    {
        var clock = Stopwatch.StartNew();
        using var response = await bare.SendAsync(Post(address, "/bare/up", new ChunksContent(Chunk.Value.Memory, StreamBytes)), CancellationToken.None);
        Require(long.Parse(await response.Content.ReadAsStringAsync()), StreamBytes);
        return StreamBytes / 1e6 / clock.Elapsed.TotalSeconds;
    }

    private static async Task<double> DownAsync(RpcChannel channel)
    {
        var clock = Stopwatch.StartNew();
        var received = 0L;
        await foreach (var chunk in channel.ServerStreamAsync(RpcBenchmarkServer.Down, new Int64Value { Value = StreamBytes }))
        {
            received += chunk.Value.Length;
        }

        Require(received, StreamBytes);
        return StreamBytes / 1e6 / clock.Elapsed.TotalSeconds;
    }

    private static async Task<double> BareDownAsync(HttpMessageInvoker bare, Uri address)
    {
        var clock = Stopwatch.StartNew();
        using var response = await bare.SendAsync(Post(address, $"/bare/down/{StreamBytes}", new ByteArrayContent([])), CancellationToken.None);
        var stream = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[MessageBytes];
        var received = 0L;
        for (var read = 1; read > 0; received += read)
        {
            read = await stream.ReadAsync(buffer);
        }

        Require(received, StreamBytes);
        return StreamBytes / 1e6 / clock.Elapsed.TotalSeconds;
    }

    private static HttpRequestMessage Post(Uri address, string path, HttpContent content) => new(HttpMethod.Post, new Uri(address, path))
    {
        Version = HttpVersion.Version20,
        VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        Content = content,
    };

    private static void Require(long actual, long expected)
    {
        if (actual != expected)
        {
            throw new InvalidOperationException($"{actual} bytes came back, not {expected}.");
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
