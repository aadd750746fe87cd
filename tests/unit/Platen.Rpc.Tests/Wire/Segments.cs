using System.Buffers;

namespace Platen.Rpc.Tests.Wire;

/// <summary>Sequences cut as badly as can be.</summary>
internal sealed class Segments : ReadOnlySequenceSegment<byte>
{
    private Segments(byte value, long index)
    {
        Memory = new[] { value };
        RunningIndex = index;
    }

    public static ReadOnlySequence<byte> BytePerSegment(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return ReadOnlySequence<byte>.Empty;
        }

        var first = new Segments(bytes[0], 0);
        var last = first;
        foreach (var value in bytes[1..])
        {
            var next = new Segments(value, last.RunningIndex + 1);
            last.Next = next;
            last = next;
        }

        return new ReadOnlySequence<byte>(first, 0, last, 1);
    }
}
