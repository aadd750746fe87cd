using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Platen.Protocols.Smtp;

/// <summary>Takes lines from what was received.</summary>
internal static class SmtpLine
{
    /// <summary>The next line without its end, or null when its end is not there yet. A line ends with LF; a CR before it is its end too.</summary>
    /// <exception cref="SmtpFormatException">It is too long, or has a NUL, a CR within, or octets that are no UTF-8.</exception>
    public static string? TryTake(ref ReadOnlySequence<byte> input, int octetsMax, string what)
    {
        if (input.PositionOf((byte)'\n') is not { } end)
        {
            return input.Length < octetsMax ? null : throw TooLong(what, octetsMax);
        }

        var line = input.Slice(0, end);
        if (line.Length >= octetsMax)
        {
            throw TooLong(what, octetsMax);
        }

        var octets = line.ToArray().AsSpan();
        octets = octets.EndsWith("\r"u8) ? octets[..^1] : octets;
        if (octets.ContainsAny((byte)0, (byte)'\r') || !Utf8.IsValid(octets))
        {
            throw new SmtpFormatException($"A {what} has octets that are no text.");
        }

        input = input.Slice(input.GetPosition(1, end));
        return Encoding.UTF8.GetString(octets);
    }

    private static SmtpFormatException TooLong(string what, int octetsMax) => new($"A {what} is longer than {octetsMax} octets.");
}
