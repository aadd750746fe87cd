using Google.Protobuf;

namespace Platen.Rpc;

/// <summary>Makes the descriptors that server and client share: <c>RpcMethod.Unary&lt;HelloRequest, HelloReply&gt;("pkg.v1.Service", "Hello")</c>.</summary>
public static class RpcMethod
{
    /// <summary>A method with one request and one response.</summary>
    public static RpcMethod<TRequest, TResponse> Unary<TRequest, TResponse>(string service, string method)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new() => new(service, method, RpcMethodKind.Unary);

    /// <summary>A method with many requests and one response.</summary>
    public static RpcMethod<TRequest, TResponse> ClientStreaming<TRequest, TResponse>(string service, string method)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new() => new(service, method, RpcMethodKind.ClientStreaming);

    /// <summary>A method with one request and many responses.</summary>
    public static RpcMethod<TRequest, TResponse> ServerStreaming<TRequest, TResponse>(string service, string method)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new() => new(service, method, RpcMethodKind.ServerStreaming);

    /// <summary>A method in which both sides stream.</summary>
    public static RpcMethod<TRequest, TResponse> Bidi<TRequest, TResponse>(string service, string method)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new() => new(service, method, RpcMethodKind.Bidi);
}
