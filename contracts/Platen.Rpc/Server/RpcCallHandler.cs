using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;
using Platen.Rpc.Wire;

namespace Platen.Rpc.Server;

/// <summary>Serves one method over HTTP/2: checks the request, runs the handler, and always ends the response with a status.</summary>
internal sealed class RpcCallHandler<TRequest, TResponse>(
    RpcMethod<TRequest, TResponse> method,
    RpcServerOptions options,
    Func<ServerStreams<TRequest, TResponse>, RpcServerContext, Task> handler,
    RpcServerEnvironment environment)
    where TRequest : class, IMessage<TRequest>, new()
    where TResponse : class, IMessage<TResponse>, new()
{
    private const int ErrorCancel = 8; // RFC 9113 section 7

    public async Task InvokeAsync(HttpContext http)
    {
        if (RequestCheck.RefuseAsHttp(http.Request) is var (statusCode, reason))
        {
            http.Response.StatusCode = statusCode;
            await http.Response.WriteAsync(reason, http.RequestAborted);
            return;
        }

        http.Response.ContentType = RpcHeader.ContentType;
        if (RequestCheck.RefuseAsRpc(http.Request, out var timeout) is { } refusal)
        {
            http.Response.Headers.Append(RpcHeader.AcceptEncoding, RpcHeader.Identity);
            ResponseStatus.Write(http.Response, refusal, [], hasBegun: false);
            RpcInstruments.OnServerCallEnded(method.Path, refusal.Code);
            return;
        }

        LiftBodyLimits(http.Features);
        await ServeAsync(http, timeout);
    }

    /// <summary>A stream has no size and no rate of its own: messages are bounded one by one, and dead peers are found by HTTP/2 pings.</summary>
    private static void LiftBodyLimits(IFeatureCollection features)
    {
        if (features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        if (features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }
    }

    private async Task ServeAsync(HttpContext http, TimeSpan? timeout)
    {
        var stopping = method.Kind == RpcMethodKind.Unary ? CancellationToken.None : environment.Stopping;
        using var lifetime = new ServerCallLifetime(timeout, environment.Time, http.RequestAborted, stopping);
        var context = new RpcServerContext(http, environment.Time.GetUtcNow() + timeout, lifetime.Token);
        var streams = new ServerStreams<TRequest, TResponse>(
            new MessageReader<TRequest>(http.Request.BodyReader, method.RequestParser, options.MaxReceiveMessageBytes),
            new MessageWriter<TResponse>(http.Response.BodyWriter, options.MaxSendMessageBytes),
            lifetime);

        var status = await RunAsync(streams, context, lifetime);
        RpcInstruments.OnServerCallEnded(method.Path, status.Code);
        if (lifetime.IsClientGone)
        {
            return;
        }

        ResponseStatus.Write(http.Response, status, context.ResponseTrailers, streams.HasWritten || context.HasSentHeaders);
        if (streams.IsStuck)
        {
            // The client takes no more data, so it would never come to the trailers behind them.
            http.Features.Get<IHttpResetFeature>()?.Reset(ErrorCancel);
        }
    }

    private async Task<RpcStatus> RunAsync(ServerStreams<TRequest, TResponse> streams, RpcServerContext context, ServerCallLifetime lifetime)
    {
        try
        {
            await handler(streams, context);
            return RpcStatus.Ok;
        }
        catch (RpcException e)
        {
            context.ResponseTrailers.AppendFitting(e.Trailers);
            return e.Status;
        }
        catch (Exception e) when (lifetime.End is not null)
        {
            RpcServerLog.CallEnded(environment.Logger, e, method.Path, lifetime.End.Value.Code);
            return lifetime.End.Value;
        }
        catch (Exception e) when (environment.Faults?.StatusOf(e) is { } status)
        {
            RpcServerLog.HandlerRefused(environment.Logger, method.Path, status.Code, e.Message);
            return status;
        }
        catch (Exception e)
        {
            RpcServerLog.HandlerFailed(environment.Logger, e, method.Path);
            return new RpcStatus(RpcStatusCode.Unknown, "The server failed to handle the call; its log has the details.");
        }
    }
}
