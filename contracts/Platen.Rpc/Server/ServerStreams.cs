using System.Runtime.CompilerServices;
using Google.Protobuf;
using Platen.Rpc.Wire;

namespace Platen.Rpc.Server;

/// <summary>The two directions of a call as its handler sees them; every operation ends with the call.</summary>
internal sealed class ServerStreams<TRequest, TResponse>(
    MessageReader<TRequest> reader, MessageWriter<TResponse> writer, CancellationToken callToken) : IRpcReader<TRequest>, IRpcWriter<TResponse>
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    public bool HasWritten => writer.HasWritten;

    public bool IsStuck => writer.IsStuck;

    public ValueTask<TRequest> ReadSingleAsync() => reader.ReadSingleAsync("client", callToken);

    /// <summary>Writes the only response; it leaves together with the trailers.</summary>
    public ValueTask WriteSingleAsync(TResponse response) => writer.WriteAsync(response, RpcWriteOptions.BufferHint, callToken);

    public async ValueTask<TRequest?> ReadAsync(CancellationToken cancellationToken = default)
    {
        using var both = Link(cancellationToken);
        return await reader.ReadAsync(both?.Token ?? callToken);
    }

    public async IAsyncEnumerable<TRequest> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var both = Link(cancellationToken);
        while (await reader.ReadAsync(both?.Token ?? callToken) is { } message)
        {
            yield return message;
        }
    }

    public async ValueTask WriteAsync(TResponse message, RpcWriteOptions options = RpcWriteOptions.Flush, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var both = Link(cancellationToken);
        await writer.WriteAsync(message, options, both?.Token ?? callToken);
    }

    private CancellationTokenSource? Link(CancellationToken token)
    {
        return token.CanBeCanceled && token != callToken ? CancellationTokenSource.CreateLinkedTokenSource(callToken, token) : null;
    }
}
