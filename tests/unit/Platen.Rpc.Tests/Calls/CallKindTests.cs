using Google.Protobuf;
using Platen.Rpc.Client;
using Platen.Rpc.Server;
using Platen.Rpc.Tests.Probe;

namespace Platen.Rpc.Tests.Calls;

public sealed class CallKindTests : IAsyncLifetime
{
    private ProbeServer _server = null!;
    private RpcChannel _channel = null!;

    public async Task InitializeAsync()
    {
        _server = await ProbeServer.StartAsync(new ProbeService());
        _channel = _server.Connect();
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Unary_Request_IsAnswered()
    {
        var reply = await _channel.UnaryAsync(ProbeMethods.Echo, new ProbeRequest { Text = "grüezi" });

        reply.Text.ShouldBe("grüezi");
    }

    [Fact]
    public async Task Unary_EmptyMessages_Pass()
    {
        (await _channel.UnaryAsync(ProbeMethods.Echo, new ProbeRequest())).ShouldBe(new ProbeReply());
    }

    [Fact]
    public async Task ClientStream_ManyRequests_OneResponse()
    {
        var reply = await _channel.ClientStreamAsync(ProbeMethods.Collect, TextsAsync("a", "b", "c"));

        reply.Count.ShouldBe(3);
        reply.Text.ShouldBe("a,b,c");
    }

    [Fact]
    public async Task ClientStream_NoRequest_OneResponse()
    {
        (await _channel.ClientStreamAsync(ProbeMethods.Collect, TextsAsync())).Count.ShouldBe(0);
    }

    [Fact]
    public async Task ClientStream_ServerAnswersEarly_ItsStatusIsSeenAndSendingStops()
    {
        var sent = 0;
        async IAsyncEnumerable<ProbeRequest> EndlessAsync()
        {
            for (; ; sent++)
            {
                yield return new ProbeRequest { Payload = ByteString.CopyFrom(new byte[1024]), Code = sent == 5 ? (int)RpcStatusCode.OutOfRange : 0 };
                await Task.Yield();
            }
        }

        var failure = await Within.RpcFailureAsync(() => _channel.ClientStreamAsync(ProbeMethods.Collect, EndlessAsync()));

        failure.Status.ShouldBe(new RpcStatus(RpcStatusCode.OutOfRange, "enough"));
    }

    [Fact]
    public async Task ServerStream_OneRequest_ResponsesInOrder()
    {
        var counts = new List<int>();
        await foreach (var reply in _channel.ServerStreamAsync(ProbeMethods.Produce, new ProbeRequest { Count = 1000 }))
        {
            counts.Add(reply.Count);
        }

        counts.ShouldBe(Enumerable.Range(1, 1000));
    }

    [Fact]
    public async Task Bidi_PingPong_EachIsAnsweredBeforeTheNextIsSent()
    {
        await using var call = _channel.OpenBidi(ProbeMethods.Chat);
        for (var i = 1; i <= 50; i++)
        {
            await call.WriteAsync(new ProbeRequest { Text = $"m{i}" });
            var reply = await call.ReadAsync();
            reply!.Text.ShouldBe($"m{i}");
            reply.Count.ShouldBe(i);
        }

        await call.CompleteAsync();

        (await call.ReadAsync()).ShouldBeNull();
        call.Status.ShouldBe(RpcStatus.Ok);
    }

    [Fact]
    public async Task Bidi_NothingSentYet_HeadersCome()
    {
        await using var call = _channel.OpenBidi(ProbeMethods.Chat);

        var headers = await Within.SecondsAsync(call.ResponseHeadersAsync, "the response headers");

        headers.Get("x-chat").ShouldBe("open");
        call.Status.ShouldBeNull();
    }

    [Fact]
    public async Task Bidi_HalfClosedAtOnce_EndsWithOk()
    {
        await using var call = _channel.OpenBidi(ProbeMethods.Chat);
        await call.CompleteAsync();
        await call.CompleteAsync();

        (await call.ReadAllAsync().ToListAsync()).ShouldBeEmpty();
        await Should.ThrowAsync<InvalidOperationException>(() => call.WriteAsync(new ProbeRequest()).AsTask());
    }

    [Fact]
    public async Task Bidi_BufferedWrites_ArriveWithTheEndInOrder()
    {
        await using var call = _channel.OpenBidi(ProbeMethods.Chat);
        for (var i = 0; i < 100; i++)
        {
            await call.WriteAsync(new ProbeRequest { Text = $"{i}" }, RpcWriteOptions.BufferHint);
        }

        await call.CompleteAsync();

        var replies = await call.ReadAllAsync().ToListAsync();
        replies.Select(r => r.Text).ShouldBe(Enumerable.Range(0, 100).Select(i => $"{i}"));
    }

    [Fact]
    public async Task Bidi_TwoWritesAtOnce_TheSecondIsRefused()
    {
        var mayRead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await ProbeServer.StartAsync(app => app.MapRpcBidi(ProbeMethods.Chat, async (requests, _, context) =>
        {
            await context.SendHeadersAsync();
            await mayRead.Task;
            await requests.ReadAsync();
        }));
        await using var call = server.Connect().OpenBidi(ProbeMethods.Chat);
        await Within.SecondsAsync(call.ResponseHeadersAsync, "the stream to be open");
        // far more than the windows of HTTP/2: it is under way until the server reads
        var big = new ProbeRequest { Payload = ByteString.CopyFrom(new byte[3_000_000]) };
        var first = call.WriteAsync(big).AsTask();

        await Within.SecondsAsync(Should.ThrowAsync<InvalidOperationException>(() => call.WriteAsync(big).AsTask()), "the second write to be refused");

        first.IsCompleted.ShouldBeFalse();
        mayRead.SetResult();
        await Within.SecondsAsync(first, "the first write to end");
    }

    [Fact]
    public void Method_UsedAsAnotherKind_IsRefused()
    {
        Should.Throw<ArgumentException>(() => _channel.OpenBidi(ProbeMethods.Echo)).Message.ShouldContain("Unary");
    }

    private static async IAsyncEnumerable<ProbeRequest> TextsAsync(params string[] texts)
    {
        foreach (var text in texts)
        {
            yield return new ProbeRequest { Text = text };
            await Task.Yield();
        }
    }
}
