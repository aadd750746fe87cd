using System.Buffers;
using System.Net;
using Google.Protobuf;
using Platen.Rpc.Wire;

namespace Platen.Rpc.Client;

/// <summary>The body of a request with one message. It can be sent again if the connection had closed before the server saw it.</summary>
internal sealed class SingleMessageContent : HttpContent
{
    private readonly IMessage _message;
    private readonly int _size;

    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: the message is over the limit.</exception>
    public SingleMessageContent(IMessage message, int maxMessageBytes)
    {
        _size = MessageFrame.RequireSize(message, maxMessageBytes);
        _message = message;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var frameBytes = MessageFrame.HeaderBytes + _size;
        var buffer = ArrayPool<byte>.Shared.Rent(frameBytes);
        try
        {
            // Not flushed: the end of the stream follows at once, and takes headers and message with it.
            MessageFrame.Write(buffer, _message, _size);
            await stream.WriteAsync(buffer.AsMemory(0, frameBytes), cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
