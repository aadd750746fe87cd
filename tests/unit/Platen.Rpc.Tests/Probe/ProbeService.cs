using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Platen.Rpc.Server;

namespace Platen.Rpc.Tests.Probe;

/// <summary>Our implementation of the probe service, with what tests want to observe.</summary>
internal sealed class ProbeService
{
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a handler has seen its call cancelled.</summary>
    public Task CancelledAsync => _cancelled.Task;

    /// <summary>Completes when a stalling or chatting handler has begun.</summary>
    public Task StartedAsync => _started.Task;

    public void Map(WebApplication app)
    {
        app.MapRpcUnary(ProbeMethods.Echo, EchoAsync);
        app.MapRpcUnary(ProbeMethods.Fail, FailAsync);
        app.MapRpcUnary(ProbeMethods.Stall, StallAsync);
        app.MapRpcClientStreaming(ProbeMethods.Collect, CollectAsync);
        app.MapRpcServerStreaming(ProbeMethods.Produce, ProduceAsync);
        app.MapRpcBidi(ProbeMethods.Chat, ChatAsync);
        app.MapRpcFallback();
    }

    private static async Task<ProbeReply> EchoAsync(ProbeRequest request, RpcServerContext context)
    {
        var echoed = new RpcMetadata();
        if (context.RequestMetadata.Get("x-text") is { } text)
        {
            echoed.Add("x-text", text);
        }

        if (context.RequestMetadata.TryGetBinary("x-bytes-bin", out var bytes))
        {
            context.ResponseTrailers.AddBinary("x-bytes-bin", bytes);
        }

        if (echoed.Count > 0)
        {
            await context.SendHeadersAsync(echoed);
        }

        return new ProbeReply { Text = request.Text, Payload = request.Payload };
    }

    private static Task<ProbeReply> FailAsync(ProbeRequest request, RpcServerContext context)
    {
        throw request.Code == 0
            ? new InvalidDataException("the secret reason")
            : new RpcException((RpcStatusCode)request.Code, request.Text, new RpcMetadata { { "x-why", "because" } });
    }

    private async Task<ProbeReply> StallAsync(ProbeRequest request, RpcServerContext context)
    {
        await ObserveAsync(() => Task.Delay(Timeout.Infinite, context.CancellationToken));
        return new ProbeReply();
    }

    private static async Task<ProbeReply> CollectAsync(IRpcReader<ProbeRequest> requests, RpcServerContext context)
    {
        var texts = new List<string>();
        await foreach (var request in requests.ReadAllAsync())
        {
            if (request.Code != 0)
            {
                throw new RpcException((RpcStatusCode)request.Code, "enough");
            }

            texts.Add(request.Text);
        }

        return new ProbeReply { Count = texts.Count, Text = string.Join(',', texts) };
    }

    private static async Task ProduceAsync(ProbeRequest request, IRpcWriter<ProbeReply> replies, RpcServerContext context)
    {
        for (var i = 1; i <= request.Count; i++)
        {
            await replies.WriteAsync(new ProbeReply { Count = i, Text = request.Text, Payload = request.Payload });
        }

        if (request.Code != 0)
        {
            throw new RpcException((RpcStatusCode)request.Code, request.Text);
        }
    }

    private Task ChatAsync(IRpcReader<ProbeRequest> requests, IRpcWriter<ProbeReply> replies, RpcServerContext context) => ObserveAsync(async () =>
    {
        await context.SendHeadersAsync(new RpcMetadata { { "x-chat", "open" } });
        var count = 0;
        await foreach (var request in requests.ReadAllAsync())
        {
            if (request.Text == "abort")
            {
                context.HttpContext.Abort();
            }

            await replies.WriteAsync(new ProbeReply { Count = ++count, Text = request.Text, Payload = request.Payload });
        }
    });

    private async Task ObserveAsync(Func<Task> handler)
    {
        _started.TrySetResult();
        try
        {
            await handler();
        }
        catch (OperationCanceledException)
        {
            _cancelled.TrySetResult();
            throw;
        }
    }
}
