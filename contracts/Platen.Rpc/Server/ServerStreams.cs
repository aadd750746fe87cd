using System.Runtime.CompilerServices;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Platen.Rpc.Wire;

namespace Platen.Rpc.Server;

/// <summary>The two directions of a call as its handler sees them; every operation ends with the call.</summary>
internal sealed class ServerStreams<TRequest, TResponse>(
    MessageReader<TRequest> reader, MessageWriter<TResponse> writer, ServerCallLifetime lifetime) : IRpcReader<TRequest>, IRpcWriter<TResponse>
    where TRequest : class, IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>
{
    public bool HasWritten => writer.HasWritten;

    public bool IsStuck => writer.IsStuck;

    public async ValueTask<TRequest> ReadSingleAsync()
    {
        try
        {
            return await reader.ReadSingleAsync("client", lifetime.Token);
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            throw ClientLost(e);
        }
    }

    /// <summary>Writes the only response; it leaves together with the trailers.</summary>
    public ValueTask WriteSingleAsync(TResponse response) => writer.WriteAsync(response, RpcWriteOptions.BufferHint, lifetime.Token);

    public async ValueTask<TRequest?> ReadAsync(CancellationToken cancellationToken = default)
    {
        using var both = Link(cancellationToken);
        return await ReadCoreAsync(both?.Token ?? lifetime.Token);
    }

    public async IAsyncEnumerable<TRequest> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var both = Link(cancellationToken);
        while (await ReadCoreAsync(both?.Token ?? lifetime.Token) is { } message)
        {
            yield return message;
        }
    }

    public async ValueTask WriteAsync(TResponse message, RpcWriteOptions options = RpcWriteOptions.Flush, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        using var both = Link(cancellationToken);
        await writer.WriteAsync(message, options, both?.Token ?? lifetime.Token);
    }

    private async ValueTask<TRequest?> ReadCoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken);
        }
        catch (IOException e) when (e is not BadHttpRequestException)
        {
            throw ClientLost(e);
        }
    }

    /// <summary>A reset stream and a cut connection are to a handler what they mean: the call was cancelled.</summary>
    private OperationCanceledException ClientLost(IOException cause)
    {
        lifetime.OnClientLost();
        return new OperationCanceledException("The client cancelled the call, or its connection was lost.", cause, lifetime.Token);
    }

    private CancellationTokenSource? Link(CancellationToken token)
    {
        return token.CanBeCanceled && token != lifetime.Token ? CancellationTokenSource.CreateLinkedTokenSource(lifetime.Token, token) : null;
    }
}
