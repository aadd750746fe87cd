using System.IO.Pipelines;
using System.Net;
using Google.Protobuf;
using Platen.Rpc.Wire;

namespace Platen.Rpc.Client;

/// <summary>The body of a request with one message. It can be sent again if the connection had closed before the server saw it.</summary>
internal sealed class SingleMessageContent : HttpContent
{
    private readonly IMessage _message;
    private readonly int _maxMessageBytes;

    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: the message is over the limit.</exception>
    public SingleMessageContent(IMessage message, int maxMessageBytes)
    {
        MessageFrame.RequireSize(message, maxMessageBytes);
        _message = message;
        _maxMessageBytes = maxMessageBytes;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var pipe = PipeWriter.Create(stream, ClientPipes.WriterOptions);
        MessageFrame.Write(pipe, _message, _maxMessageBytes);
        await pipe.FlushAsync(cancellationToken);
        await pipe.CompleteAsync();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
