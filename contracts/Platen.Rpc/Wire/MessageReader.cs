using System.Buffers;
using System.IO.Pipelines;
using Google.Protobuf;

namespace Platen.Rpc.Wire;

/// <summary>Messages from a pipe. Used alike for a request's body on the server and a response's on the client.</summary>
internal sealed class MessageReader<T>(PipeReader pipe, MessageParser<T> parser, int maxMessageBytes)
    where T : class, IMessage<T>
{
    private bool _atEnd;

    /// <summary>The next message, or null at the end of the body. After an exception the reader must not be used again.</summary>
    public async ValueTask<T?> ReadAsync(CancellationToken cancellationToken)
    {
        while (!_atEnd)
        {
            var result = await pipe.ReadAsync(cancellationToken);
            var message = Take(result.Buffer, result.IsCompleted);
            if (message is not null)
            {
                return message;
            }
        }

        return null;
    }

    /// <summary>The one message of a side that does not stream.</summary>
    public async ValueTask<T> ReadSingleAsync(string peer, CancellationToken cancellationToken)
    {
        var message = await ReadAsync(cancellationToken) ?? throw new RpcException(RpcStatusCode.Internal, $"The {peer} ended its side without the one message that the method asks for.");
        return await ReadAsync(cancellationToken) is null
            ? message
            : throw new RpcException(RpcStatusCode.Internal, $"The {peer} sent more than the one message that the method asks for.");
    }

    private T? Take(ReadOnlySequence<byte> buffer, bool isCompleted)
    {
        var rest = buffer;
        var examined = buffer.End;
        try
        {
            if (MessageFrame.TryRead(ref rest, maxMessageBytes, out var payload))
            {
                examined = rest.Start;
                return parser.ParseFrom(payload);
            }

            if (isCompleted && !rest.IsEmpty)
            {
                throw new RpcException(RpcStatusCode.Internal, $"The stream ended within a message, after {rest.Length} of its bytes.");
            }

            _atEnd = isCompleted;
            return null;
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new RpcException(RpcStatusCode.Internal, $"A message is no valid {typeof(T).Name}.", innerException: e);
        }
        finally
        {
            pipe.AdvanceTo(rest.Start, examined);
        }
    }
}
