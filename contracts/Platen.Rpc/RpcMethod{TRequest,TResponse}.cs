using Google.Protobuf;

namespace Platen.Rpc;

/// <summary>One method of a gRPC service: its name on the wire, its kind and its messages' parsers. Immutable; make it once.</summary>
/// <typeparam name="TRequest">The message that goes to the server.</typeparam>
/// <typeparam name="TResponse">The message that comes back.</typeparam>
public sealed class RpcMethod<TRequest, TResponse>
    where TRequest : class, IMessage<TRequest>, new()
    where TResponse : class, IMessage<TResponse>, new()
{
    internal RpcMethod(string service, string method, RpcMethodKind kind)
    {
        Service = RequireName(service, nameof(service), dotAllowed: true);
        Name = RequireName(method, nameof(method), dotAllowed: false);
        Kind = kind;
        Path = $"/{service}/{method}";
    }

    /// <summary>The service with its package, as in <c>platen.agentlink.v1.AgentLink</c>.</summary>
    public string Service { get; }

    /// <summary>The method's name in its service.</summary>
    public string Name { get; }

    /// <summary>Which sides stream.</summary>
    public RpcMethodKind Kind { get; }

    /// <summary>The HTTP/2 <c>:path</c>, <c>/service/method</c>.</summary>
    public string Path { get; }

    /// <summary>Parses requests, on the server.</summary>
    public MessageParser<TRequest> RequestParser { get; } = new(() => new TRequest());

    /// <summary>Parses responses, on the client.</summary>
    public MessageParser<TResponse> ResponseParser { get; } = new(() => new TResponse());

    internal void RequireKind(RpcMethodKind kind)
    {
        if (Kind != kind)
        {
            throw new ArgumentException($"{Path} is declared as {Kind} and cannot be used as {kind}.");
        }
    }

    private static string RequireName(string name, string parameter, bool dotAllowed)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, parameter);
        var valid = name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_' || (dotAllowed && c == '.'));
        return valid ? name : throw new ArgumentException($"'{name}' is no protobuf name: use letters, digits and '_'.", parameter);
    }
}
