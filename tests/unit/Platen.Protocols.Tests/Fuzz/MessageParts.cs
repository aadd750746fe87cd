using System.Buffers.Binary;

namespace Platen.Protocols.Tests.Fuzz;

/// <summary>Finds the parts of messages, of damaged ones too as far as they can be followed.</summary>
internal static class MessageParts
{
    private const int PartsMax = 1_000;
    private const int IppHeaderBytes = 8;

    /// <summary>The attributes and delimiters of an IPP message (RFC 8010 section 3.1): tag, name with its length, value with its length.</summary>
    public static IReadOnlyList<Range> OfIpp(byte[] message)
    {
        var parts = new List<Range>();
        for (var at = IppHeaderBytes; at < message.Length && parts.Count < PartsMax;)
        {
            var start = at++;
            if (message[start] >= 0x10)
            {
                at = AfterLength(message, AfterLength(message, at));
            }

            parts.Add(start..Math.Min(at, message.Length));
        }

        return parts;
    }

    /// <summary>The elements of a BER message (X.690), those in each other too.</summary>
    public static IReadOnlyList<Range> OfBer(byte[] message)
    {
        var parts = new List<Range>();
        AddElements(message, 0, message.Length, parts);
        return parts;
    }

    /// <summary>Lines with their ends, and what stands between UELs or zeros in them.</summary>
    public static IReadOnlyList<Range> OfLines(byte[] message)
    {
        var parts = new List<Range>();
        var start = 0;
        for (var at = 0; at < message.Length && parts.Count < PartsMax; at++)
        {
            if (message[at] is (byte)'\n' or (byte)'\f' or 0 || (at + 1 < message.Length && message[at + 1] == 0x1B))
            {
                parts.Add(start..(at + 1));
                start = at + 1;
            }
        }

        parts.Add(start..message.Length);
        return parts;
    }

    private static int AfterLength(byte[] message, int at) =>
        at + 2 <= message.Length ? Math.Min(at + 2 + BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(at)), message.Length) : message.Length;

    private static void AddElements(byte[] message, int start, int end, List<Range> parts)
    {
        for (var at = start; at + 2 <= end && parts.Count < PartsMax;)
        {
            var length = message[at + 1];
            if (length >= 0x80)
            {
                return; // no seed is as long
            }

            var (content, next) = (at + 2, Math.Min(at + 2 + length, end));
            parts.Add(at..next);
            if ((message[at] & 0x20) != 0)
            {
                AddElements(message, content, next, parts);
            }

            at = next;
        }
    }
}
