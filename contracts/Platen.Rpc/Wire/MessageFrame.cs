using System.Buffers;
using System.Buffers.Binary;
using Google.Protobuf;

namespace Platen.Rpc.Wire;

/// <summary>
/// The framing of messages (PROTOCOL-HTTP2, "Length-Prefixed-Message"): one byte "compressed", four bytes length, big-endian, then the message.
/// </summary>
internal static class MessageFrame
{
    public const int HeaderBytes = 5;

    /// <summary>Up to this size a message is written into one span; a larger one goes block by block, without one large buffer.</summary>
    private const int ContiguousBytesMax = 128 * 1024;

    /// <summary>
    /// Takes one message off the front of a buffer. False: more bytes are needed, and the buffer is unchanged. The header alone decides about
    /// a refusal, so a peer that declares a huge length gets no memory for it.
    /// </summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: the length is over the limit. INTERNAL: the message is compressed, or the flag is unknown.</exception>
    public static bool TryRead(ref ReadOnlySequence<byte> buffer, int maxMessageBytes, out ReadOnlySequence<byte> message)
    {
        message = default;
        if (buffer.Length < HeaderBytes)
        {
            return false;
        }

        Span<byte> header = stackalloc byte[HeaderBytes];
        buffer.Slice(0, HeaderBytes).CopyTo(header);
        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        Check(header[0], length, maxMessageBytes);
        if (buffer.Length < HeaderBytes + length)
        {
            return false;
        }

        message = buffer.Slice(HeaderBytes, length);
        buffer = buffer.Slice(message.End);
        return true;
    }

    /// <summary>Writes one message with its header, and returns the bytes written.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: the message is over the limit; nothing was written.</exception>
    public static int Write(IBufferWriter<byte> output, IMessage message, int maxMessageBytes)
    {
        var size = RequireSize(message, maxMessageBytes);
        if (size <= ContiguousBytesMax)
        {
            Write(output.GetSpan(HeaderBytes + size), message, size);
            output.Advance(HeaderBytes + size);
        }
        else
        {
            WriteHeader(output.GetSpan(HeaderBytes), size);
            output.Advance(HeaderBytes);
            message.WriteTo(output);
        }

        return HeaderBytes + size;
    }

    /// <summary>Writes one message of a known size with its header to the front of a buffer.</summary>
    public static void Write(Span<byte> buffer, IMessage message, int size)
    {
        WriteHeader(buffer, size);
        message.WriteTo(buffer.Slice(HeaderBytes, size));
    }

    /// <summary>The message's size in bytes, if it is within the limit.</summary>
    public static int RequireSize(IMessage message, int maxMessageBytes)
    {
        var size = message.CalculateSize();
        return size <= maxMessageBytes
            ? size
            : throw new RpcException(
                RpcStatusCode.ResourceExhausted, $"A message of {size} bytes is over the sender's limit of {maxMessageBytes} bytes: send it in parts.");
    }

    private static void WriteHeader(Span<byte> buffer, int size)
    {
        buffer[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(buffer[1..], size);
    }

    private static void Check(byte flag, uint length, int maxMessageBytes)
    {
        if (flag != 0)
        {
            throw new RpcException(
                RpcStatusCode.Internal,
                flag == 1 ? "A message is marked as compressed, but no compression was agreed on." : $"A message starts with the unknown flag {flag}.");
        }

        if (length > maxMessageBytes)
        {
            RpcInstruments.OnMessageRefused();
            throw new RpcException(
                RpcStatusCode.ResourceExhausted, $"A message of {length} bytes is over the receiver's limit of {maxMessageBytes} bytes.");
        }
    }
}
