using Google.Protobuf;
using Platen.Rpc.Client;
using Platen.Rpc.Tests.Probe;

namespace Platen.Rpc.Tests.Interop;

/// <summary>@grpc/grpc-js as the server of our client.</summary>
public sealed class NodeServerTests(NodeServer node) : IClassFixture<NodeServer>, IDisposable
{
    private readonly RpcChannel _channel = RpcChannel.Create(new SocketsHttpHandler(), node.Address);

    [Fact]
    public async Task Unary_IsAnswered()
    {
        var reply = await _channel.UnaryAsync(ProbeMethods.Echo, new ProbeRequest { Text = "grüezi", Payload = ByteString.CopyFrom(0, 255) });

        reply.ShouldBe(new ProbeReply { Text = "grüezi", Payload = ByteString.CopyFrom(0, 255) });
    }

    [Fact]
    public async Task ErrorStatus_ArrivesWithUnicodeMessageAndTrailers()
    {
        const string Message = "100 % voll: Straße, 🖨\r\n";

        var failure = await Within.RpcFailureAsync(() => _channel.UnaryAsync(ProbeMethods.Fail, new ProbeRequest { Code = 9, Text = Message }));

        failure.Status.ShouldBe(new RpcStatus(RpcStatusCode.FailedPrecondition, Message));
        failure.Trailers.Get("x-why").ShouldBe("because");
    }

    [Fact]
    public async Task Metadata_TravelsBothWays()
    {
        var metadata = new RpcMetadata { { "x-text", "plain" } };
        metadata.AddBinary("x-bytes-bin", [0, 1, 2, 250, 251, 252, 253]);

        var (headers, trailers) = await ProbeEcho.CallAsync(_channel, metadata);

        headers.Get("x-text").ShouldBe("plain");
        trailers.TryGetBinary("x-bytes-bin", out var bytes).ShouldBeTrue();
        bytes.ShouldBe([0, 1, 2, 250, 251, 252, 253]);
    }

    [Fact]
    public async Task Deadline_IsExceededAndSeenByTheServer()
    {
        await _channel.UnaryAsync(ProbeMethods.Echo, new ProbeRequest());
        var options = new RpcCallOptions { Timeout = TimeSpan.FromSeconds(1) };

        var failure = await Within.RpcFailureAsync(() => _channel.UnaryAsync(ProbeMethods.Stall, new ProbeRequest(), options));

        failure.Code.ShouldBe(RpcStatusCode.DeadlineExceeded);
        await node.SeenAsync("stall-cancelled");
    }

    [Fact]
    public async Task Bidi_Disposed_IsSeenByTheServer()
    {
        var call = _channel.OpenBidi(ProbeMethods.Chat);
        await call.WriteAsync(new ProbeRequest { Text = "one" });
        (await call.ReadAsync())!.Text.ShouldBe("one");

        await call.DisposeAsync();

        await node.SeenAsync("chat-cancelled");
    }

    [Fact]
    public async Task FourMegabytes_PassBothWays()
    {
        var payload = ByteString.CopyFrom(Enumerable.Range(0, 4_000_000).Select(i => (byte)i).ToArray());

        (await _channel.UnaryAsync(ProbeMethods.Echo, new ProbeRequest { Payload = payload })).Payload.Equals(payload).ShouldBeTrue();
    }

    [Fact]
    public async Task TooLarge_ForTheServer_IsResourceExhausted()
    {
        using var channel = RpcChannel.Create(new SocketsHttpHandler(), node.Address, new RpcChannelOptions { MaxSendMessageBytes = 10_000_000 });
        var request = new ProbeRequest { Payload = ByteString.CopyFrom(new byte[5_000_000]) };

        (await Within.RpcFailureAsync(() => channel.UnaryAsync(ProbeMethods.Echo, request))).Code.ShouldBe(RpcStatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task UnknownMethod_IsUnimplemented()
    {
        var unknown = RpcMethod.Unary<ProbeRequest, ProbeReply>(ProbeMethods.Service, "Nothing");

        (await Within.RpcFailureAsync(() => _channel.UnaryAsync(unknown, new ProbeRequest()))).Code.ShouldBe(RpcStatusCode.Unimplemented);
    }

    [Fact]
    public async Task ClientStream_IsCollected()
    {
        async IAsyncEnumerable<ProbeRequest> RequestsAsync()
        {
            foreach (var text in new[] { "a", "b", "c" })
            {
                yield return new ProbeRequest { Text = text };
                await Task.Yield();
            }
        }

        var reply = await _channel.ClientStreamAsync(ProbeMethods.Collect, RequestsAsync());

        reply.ShouldBe(new ProbeReply { Count = 3, Text = "a,b,c" });
    }

    [Fact]
    public async Task ServerStream_ArrivesInOrder()
    {
        var replies = await _channel.ServerStreamAsync(ProbeMethods.Produce, new ProbeRequest { Count = 500 }).ToListAsync();

        replies.Select(r => r.Count).ShouldBe(Enumerable.Range(1, 500));
    }

    [Fact]
    public async Task ServerStream_FailsAfterItsMessages()
    {
        var count = 0;
        var failure = await Within.RpcFailureAsync(async () =>
        {
            await foreach (var reply in _channel.ServerStreamAsync(ProbeMethods.Produce, new ProbeRequest { Count = 3, Code = 15, Text = "gone" }))
            {
                count = reply.Count;
            }
        });

        count.ShouldBe(3);
        failure.Status.ShouldBe(new RpcStatus(RpcStatusCode.DataLoss, "gone"));
    }

    [Fact]
    public async Task Bidi_EveryMessageIsAnswered()
    {
        await using var call = _channel.OpenBidi(ProbeMethods.Chat);
        (await call.ResponseHeadersAsync).Get("x-chat").ShouldBe("open");
        var reading = call.ReadAllAsync().ToListAsync();
        for (var i = 0; i < 200; i++)
        {
            await call.WriteAsync(new ProbeRequest { Text = $"m{i}", Payload = ByteString.CopyFrom(new byte[i * 100]) });
        }

        await call.CompleteAsync();

        var replies = await reading;
        replies.Select(r => (r.Text, r.Payload.Length)).ShouldBe(Enumerable.Range(0, 200).Select(i => ($"m{i}", i * 100)));
        call.Status!.Value.Code.ShouldBe(RpcStatusCode.Ok);
    }

    [Fact]
    public async Task ContentType_OfAnotherProtocol_IsRefused()
    {
        using var raw = new RawClient(node.Address);

        var answer = await raw.SendAsync("Echo", RawClient.Frame([]), r =>
        {
            r.Content!.Headers.Remove("content-type");
            r.Content.Headers.TryAddWithoutValidation("content-type", "application/json");
        });

        ((int)answer.StatusCode).ShouldBe(415);
    }

    public void Dispose() => _channel.Dispose();
}
