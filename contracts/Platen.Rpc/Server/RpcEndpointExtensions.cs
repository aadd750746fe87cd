using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Platen.Rpc.Wire;

namespace Platen.Rpc.Server;

/// <summary>
/// Maps gRPC methods to handlers, one endpoint each, so that authorization policies and other conventions apply as to any endpoint.
/// The listener must speak HTTP/2; see <see cref="RpcKestrelExtensions"/>.
/// </summary>
public static class RpcEndpointExtensions
{
    /// <summary>Maps a method with one request and one response.</summary>
    public static IEndpointConventionBuilder MapRpcUnary<TRequest, TResponse>(
        this IEndpointRouteBuilder endpoints,
        RpcMethod<TRequest, TResponse> method,
        Func<TRequest, RpcServerContext, Task<TResponse>> handler,
        RpcServerOptions? options = null)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        return Map(endpoints, method, RpcMethodKind.Unary, options, async (streams, context) =>
            await streams.WriteSingleAsync(await handler(await streams.ReadSingleAsync(), context)));
    }

    /// <summary>Maps a method with many requests and one response.</summary>
    public static IEndpointConventionBuilder MapRpcClientStreaming<TRequest, TResponse>(
        this IEndpointRouteBuilder endpoints,
        RpcMethod<TRequest, TResponse> method,
        Func<IRpcReader<TRequest>, RpcServerContext, Task<TResponse>> handler,
        RpcServerOptions? options = null)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        return Map(endpoints, method, RpcMethodKind.ClientStreaming, options, async (streams, context) =>
            await streams.WriteSingleAsync(await handler(streams, context)));
    }

    /// <summary>Maps a method with one request and many responses.</summary>
    public static IEndpointConventionBuilder MapRpcServerStreaming<TRequest, TResponse>(
        this IEndpointRouteBuilder endpoints,
        RpcMethod<TRequest, TResponse> method,
        Func<TRequest, IRpcWriter<TResponse>, RpcServerContext, Task> handler,
        RpcServerOptions? options = null)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        return Map(endpoints, method, RpcMethodKind.ServerStreaming, options, async (streams, context) =>
            await handler(await streams.ReadSingleAsync(), streams, context));
    }

    /// <summary>
    /// Maps a method in which both sides stream. The call ends when the handler returns, whatever the client still sends; when the server
    /// stops, the context's token fires and the client gets UNAVAILABLE.
    /// </summary>
    public static IEndpointConventionBuilder MapRpcBidi<TRequest, TResponse>(
        this IEndpointRouteBuilder endpoints,
        RpcMethod<TRequest, TResponse> method,
        Func<IRpcReader<TRequest>, IRpcWriter<TResponse>, RpcServerContext, Task> handler,
        RpcServerOptions? options = null)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        return Map(endpoints, method, RpcMethodKind.Bidi, options, (streams, context) => handler(streams, streams, context));
    }

    /// <summary>Answers gRPC calls of services and methods that are not mapped with UNIMPLEMENTED. Requests that are no gRPC are left to other endpoints.</summary>
    public static IEndpointConventionBuilder MapRpcFallback(this IEndpointRouteBuilder endpoints)
    {
        var constraint = new RpcRequestConstraint();
        var pattern = RoutePatternFactory.Parse("{rpcService}/{rpcMethod}", defaults: null, parameterPolicies: new { rpcService = constraint });
        return endpoints.Map(pattern, RefuseUnknown).WithDisplayName("gRPC - unimplemented").WithOrder(int.MaxValue);
    }

    private static Task RefuseUnknown(HttpContext http)
    {
        http.Response.ContentType = RpcHeader.ContentType;
        var status = new RpcStatus(RpcStatusCode.Unimplemented, $"There is no method {http.Request.Path} on this server.");
        ResponseStatus.Write(http.Response, status, [], hasBegun: false);
        return Task.CompletedTask;
    }

    private static IEndpointConventionBuilder Map<TRequest, TResponse>(
        IEndpointRouteBuilder endpoints,
        RpcMethod<TRequest, TResponse> method,
        RpcMethodKind kind,
        RpcServerOptions? options,
        Func<ServerStreams<TRequest, TResponse>, RpcServerContext, Task> handler)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(method);
        method.RequireKind(kind);
        var calls = new RpcCallHandler<TRequest, TResponse>(method, options ?? RpcServerOptions.Default, handler, RpcServerEnvironment.Of(endpoints));
        return endpoints.MapPost(method.Path, new RequestDelegate(calls.InvokeAsync)).WithDisplayName($"gRPC - {method.Path}");
    }
}
