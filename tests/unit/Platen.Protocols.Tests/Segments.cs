using System.Buffers;

namespace Platen.Protocols.Tests;

/// <summary>Splits octets into segments as a pipe may deliver them.</summary>
internal static class Segments
{
    internal static ReadOnlySequence<byte> OfSize(ReadOnlyMemory<byte> octets, int size)
    {
        if (octets.Length <= size)
        {
            return new ReadOnlySequence<byte>(octets);
        }

        var first = new Segment(octets[..size], 0);
        var last = first;
        for (var offset = size; offset < octets.Length; offset += size)
        {
            last = last.Append(octets.Slice(offset, Math.Min(size, octets.Length - offset)));
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        internal Segment(ReadOnlyMemory<byte> memory, long runningIndex)
        {
            Memory = memory;
            RunningIndex = runningIndex;
        }

        internal Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
