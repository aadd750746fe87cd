using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Platen.Protocols.Ipp;

/// <summary>Reads IPP messages (RFC 8010 section 3). Lenient where the RFC lets a receiver be: unknown tags are kept as octets, unknown groups are kept,
/// dateTime values that are no moment are kept as octets. Strict in structure and lengths.</summary>
public static class IppReader
{
    /// <summary>Reads one message from the start of <paramref name="buffer"/>. What follows <paramref name="consumed"/> is document data.</summary>
    /// <param name="buffer">The octets received so far.</param>
    /// <param name="limits">Bounds; exceeding one is an error as soon as it shows.</param>
    /// <param name="message">The message, when true is returned.</param>
    /// <param name="consumed">Where the message ends; the start of <paramref name="buffer"/> when more octets are needed.</param>
    /// <param name="examined">Up to where was looked: wait for octets beyond it before trying again.</param>
    /// <returns>False when more octets are needed; nothing is consumed then.</returns>
    /// <exception cref="IppFormatException">The octets are malformed or exceed a limit.</exception>
    public static bool TryRead(
        in ReadOnlySequence<byte> buffer,
        IppLimits limits,
        [NotNullWhen(true)] out IppMessage? message,
        out SequencePosition consumed,
        out SequencePosition examined)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var first = Clip(buffer.FirstSpan, limits);
        var length = new IppScanner(first, limits).Scan();
        if (length > 0)
        {
            message = new IppParser(first[..length], limits).Parse();
        }
        else if (buffer.IsSingleSegment || first.Length == limits.TotalBytesMax)
        {
            message = null;
        }
        else
        {
            message = ReadSegments(buffer, limits, out length);
        }

        if (message is null)
        {
            ThrowIfTooLong(buffer, limits);
            consumed = buffer.Start;
            examined = buffer.End;
            return false;
        }

        consumed = examined = buffer.GetPosition(length);
        return true;
    }

    private static IppMessage? ReadSegments(in ReadOnlySequence<byte> buffer, IppLimits limits, out int length)
    {
        var size = (int)Math.Min(buffer.Length, limits.TotalBytesMax);
        var copy = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            buffer.Slice(0, size).CopyTo(copy);
            var data = copy.AsSpan(0, size);
            length = new IppScanner(data, limits).Scan();
            return length > 0 ? new IppParser(data[..length], limits).Parse() : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }

    private static ReadOnlySpan<byte> Clip(ReadOnlySpan<byte> data, IppLimits limits) =>
        data.Length > limits.TotalBytesMax ? data[..limits.TotalBytesMax] : data;

    private static void ThrowIfTooLong(in ReadOnlySequence<byte> buffer, IppLimits limits)
    {
        if (buffer.Length < limits.TotalBytesMax)
        {
            return;
        }

        Span<byte> header = stackalloc byte[IppHeader.Length];
        var known = (int)Math.Min(IppHeader.Length, buffer.Length);
        buffer.Slice(0, known).CopyTo(header);
        throw new IppFormatException(
            IppFormatError.MessageTooLong,
            limits.TotalBytesMax,
            $"no end-of-attributes within {limits.TotalBytesMax} octets",
            IppHeader.Read(header));
    }
}
