using Google.Protobuf;
using Microsoft.AspNetCore.Http.Features;
using Platen.Rpc.Client;
using Platen.Rpc.Server;
using Platen.Rpc.Tests.Probe;

namespace Platen.Rpc.Tests.Calls;

public sealed class CancellationTests : IAsyncLifetime
{
    private readonly ProbeService _service = new();
    private ProbeServer _server = null!;
    private RpcChannel _channel = null!;

    public async Task InitializeAsync()
    {
        _server = await ProbeServer.StartAsync(_service);
        _channel = _server.Connect();
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Unary_CallerCancels_HandlerSeesItAndCallerGetsOperationCanceled()
    {
        using var source = new CancellationTokenSource();
        var call = _channel.UnaryAsync(ProbeMethods.Stall, new ProbeRequest(), new RpcCallOptions { CancellationToken = source.Token });
        await Within.SecondsAsync(_service.StartedAsync, "the handler to start");

        await source.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(() => call)).CancellationToken.ShouldBe(source.Token);
        await Within.SecondsAsync(_service.CancelledAsync, "the handler to see the cancellation");
    }

    [Fact]
    public async Task Bidi_Disposed_HandlerSeesItAndReadsFail()
    {
        var call = _channel.OpenBidi(ProbeMethods.Chat);
        await call.ResponseHeadersAsync;
        var read = call.ReadAsync().AsTask();

        await call.DisposeAsync();

        (await Within.RpcFailureAsync(() => read)).Code.ShouldBe(RpcStatusCode.Cancelled);
        await Within.SecondsAsync(_service.CancelledAsync, "the handler to see the cancellation");
    }

    [Fact]
    public async Task Bidi_TokenCancelledWhileNobodyReadsOrWrites_HandlerSeesIt()
    {
        using var source = new CancellationTokenSource();
        await using var call = _channel.OpenBidi(ProbeMethods.Chat, new RpcCallOptions { CancellationToken = source.Token });
        await call.ResponseHeadersAsync;

        await source.CancelAsync();

        await Within.SecondsAsync(_service.CancelledAsync, "the handler to see the cancellation");
    }

    [Fact]
    public async Task Bidi_TokenCancelledAfterHalfCloseWhileNobodyReads_HandlerSeesIt()
    {
        var cancelled = new TaskCompletionSource();
        await using var server = await ProbeServer.StartAsync(app => app.MapRpcBidi(ProbeMethods.Chat, async (requests, _, context) =>
        {
            await using var registration = context.CancellationToken.Register(cancelled.SetResult);
            await requests.ReadAsync();
            await context.SendHeadersAsync();
            await cancelled.Task;
        }));
        using var channel = server.Connect();
        using var source = new CancellationTokenSource();
        await using var call = channel.OpenBidi(ProbeMethods.Chat, new RpcCallOptions { CancellationToken = source.Token });
        await call.CompleteAsync();
        await call.ResponseHeadersAsync;

        await source.CancelAsync();

        await Within.SecondsAsync(cancelled.Task, "the handler to see the cancellation");
    }

    [Fact]
    public async Task Bidi_OneReadCancelled_EndsTheCall()
    {
        await using var call = _channel.OpenBidi(ProbeMethods.Chat);
        await call.ResponseHeadersAsync;
        using var source = new CancellationTokenSource();
        var read = call.ReadAsync(source.Token).AsTask();

        await source.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(() => read)).CancellationToken.ShouldBe(source.Token);
        await Within.SecondsAsync(_service.CancelledAsync, "the handler to see the cancellation");
        (await Within.RpcFailureAsync(() => call.ReadAsync().AsTask())).Code.ShouldBe(RpcStatusCode.Cancelled);
    }

    [Fact]
    public async Task ServerStream_ReaderStopsEarly_ServerStops()
    {
        var cancelled = new TaskCompletionSource();
        await using var server = await ProbeServer.StartAsync(app => app.MapRpcServerStreaming(ProbeMethods.Produce, async (_, replies, _) =>
        {
            try
            {
                while (true)
                {
                    await replies.WriteAsync(new ProbeReply { Payload = ByteString.CopyFrom(new byte[1000]) });
                }
            }
            catch (OperationCanceledException)
            {
                cancelled.SetResult();
                throw;
            }
        }));
        using var channel = server.Connect();

        await foreach (var reply in channel.ServerStreamAsync(ProbeMethods.Produce, new ProbeRequest()))
        {
            break;
        }

        await Within.SecondsAsync(cancelled.Task, "the endless handler to be cancelled");
    }

    [Fact]
    public async Task Bidi_ServerAbortsMidStream_ClientGetsAnErrorNotAnEnd()
    {
        await using var call = _channel.OpenBidi(ProbeMethods.Chat);
        await call.WriteAsync(new ProbeRequest { Text = "fine" });
        (await call.ReadAsync())!.Text.ShouldBe("fine");

        await call.WriteAsync(new ProbeRequest { Text = "abort" });

        var failure = await Within.RpcFailureAsync(() => call.ReadAsync().AsTask());
        failure.Code.ShouldBeOneOf(RpcStatusCode.Internal, RpcStatusCode.Cancelled, RpcStatusCode.Unavailable);
        failure.Message.ShouldContain("HTTP/2 error");
    }

    [Theory]
    [InlineData(0x2, RpcStatusCode.Internal)]
    [InlineData(0x7, RpcStatusCode.Unavailable)]
    [InlineData(0x8, RpcStatusCode.Cancelled)]
    [InlineData(0xb, RpcStatusCode.ResourceExhausted)]
    [InlineData(0xc, RpcStatusCode.PermissionDenied)]
    public async Task Bidi_ServerResetsTheStream_TheErrorCodeIsMapped(int http2Error, RpcStatusCode expected)
    {
        await using var server = await ProbeServer.StartAsync(app => app.MapRpcBidi(ProbeMethods.Chat, async (_, replies, context) =>
        {
            await replies.WriteAsync(new ProbeReply());
            context.HttpContext.Features.Get<IHttpResetFeature>()!.Reset(http2Error);
        }));
        using var channel = server.Connect();
        await using var call = channel.OpenBidi(ProbeMethods.Chat);

        var failure = await Within.RpcFailureAsync(async () =>
        {
            while (await call.ReadAsync() is not null)
            {
            }
        });

        failure.Code.ShouldBe(expected, failure.ToString());
    }

    [Fact]
    public async Task Bidi_ServerShutsDown_ClientGetsUnavailable()
    {
        await using var call = _channel.OpenBidi(ProbeMethods.Chat);
        await call.ResponseHeadersAsync;
        var read = call.ReadAsync().AsTask();

        var stop = _server.StopAsync();

        var failure = await Within.RpcFailureAsync(() => read);
        failure.Code.ShouldBe(RpcStatusCode.Unavailable);
        failure.Message.ShouldContain("shutting down");
        await Within.SecondsAsync(stop, "the server to stop without its shut-down time-out");
    }

    [Fact]
    public async Task Bidi_ChannelDisposed_ReadsFail()
    {
        await using var call = _channel.OpenBidi(ProbeMethods.Chat);
        await call.ResponseHeadersAsync;
        var read = call.ReadAsync().AsTask();

        _channel.Dispose();

        (await Within.RpcFailureAsync(() => read)).Code.ShouldBe(RpcStatusCode.Cancelled);
        await Within.SecondsAsync(_service.CancelledAsync, "the handler to see the cancellation");
    }

    [Fact]
    public async Task Bidi_ServerEndsWhileClientHasNotHalfClosed_StatusIsSeenAndWritesFail()
    {
        await using var server = await ProbeServer.StartAsync(app => app.MapRpcBidi(
            ProbeMethods.Chat, (_, _, _) => throw new RpcException(RpcStatusCode.PermissionDenied, "not you")));
        using var channel = server.Connect();
        await using var call = channel.OpenBidi(ProbeMethods.Chat);

        (await Within.RpcFailureAsync(() => call.ReadAsync().AsTask())).Status.ShouldBe(new RpcStatus(RpcStatusCode.PermissionDenied, "not you"));
        await Within.RpcFailureAsync(async () =>
        {
            while (true)
            {
                await call.WriteAsync(new ProbeRequest());
            }
        });
    }
}
