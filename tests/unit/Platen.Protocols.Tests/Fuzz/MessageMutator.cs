using System.Text;
using System.Text.RegularExpressions;

namespace Platen.Protocols.Tests.Fuzz;

/// <summary>
/// Makes a wrong message out of valid ones, the same for the same seed: parts are removed, repeated, swapped, taken from another message, cut off, put into each other; numbers and lengths become extreme;
/// and single octets change. It knows the structure, so its messages come farther than noise does.
/// </summary>
internal static partial class MessageMutator
{
    private const int BytesMax = 1 << 16;
    private static readonly byte[][] ExtremeOctets = [[0], [0xFF], [0x7F], [0x80], [0, 0], [0, 1], [0x7F, 0xFF], [0x80, 0], [0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF], [0x80, 0, 0, 0], [0x84, 0xFF, 0xFF, 0xFF, 0xFF]];
    private static readonly string[] ExtremeNumbers = ["0", "-1", "1", "007", "2147483647", "2147483648", "-2147483649", "9223372036854775807", "18446744073709551616", "99999999999999999999999", "1e9", "0x10", ""];
    private static readonly byte[][] Tokens = [[0], "\n"u8.ToArray(), "\r"u8.ToArray(), "\e%-12345X"u8.ToArray(), "@PJL "u8.ToArray(), "\""u8.ToArray(), "\f"u8.ToArray(), "../"u8.ToArray(), [0x34, 0, 0, 0, 0], [0x37, 0, 0, 0, 0], [0xC3], [0xED, 0xA0, 0x80]];

    public static byte[] Mutate(Codec codec, int seed)
    {
        var random = new Random(seed);
        var message = codec.Seeds[random.Next(codec.Seeds.Length)];
        for (var edits = random.Next(1, 6); edits > 0; edits--)
        {
            message = random.Next(2) == 0 ? EditPart(codec, message, random) : EditOctets(message, random);
        }

        return message.Length <= BytesMax ? message : message[..BytesMax];
    }

    private static byte[] EditPart(Codec codec, byte[] message, Random random)
    {
        var parts = codec.Split(message);
        if (parts.Count == 0)
        {
            return EditOctets(message, random);
        }

        var (start, end) = Bounds(parts[random.Next(parts.Count)], message);
        var part = message[start..end];
        switch (random.Next(8))
        {
            case 0:
                return [.. message[..start], .. message[end..]];
            case 1:
                return [.. message[..start], .. Enumerable.Repeat(part, random.Next(2, 40)).SelectMany(bytes => bytes), .. message[end..]];
            case 2:
                var (other, otherEnd) = Bounds(parts[random.Next(parts.Count)], message);
                return [.. message[..start], .. message[other..otherEnd], .. message[end..]];
            case 3:
                var donor = codec.Seeds[random.Next(codec.Seeds.Length)];
                var given = codec.Split(donor);
                return given.Count == 0 ? message : [.. message[..start], .. donor[given[random.Next(given.Count)]], .. message[end..]];
            case 4:
                return message[..random.Next(start, end + 1)];
            case 5:
                var middle = random.Next(start, end + 1);
                return [.. message[..middle], .. part, .. message[middle..]];
            case 6:
                return [.. message[..start], .. WithOtherNumber(part, random), .. message[end..]];
            default:
                var octets = ExtremeOctets[random.Next(ExtremeOctets.Length)];
                return Overwrite(message, Math.Min(start + random.Next(6), message.Length), octets);
        }
    }

    private static byte[] EditOctets(byte[] message, Random random)
    {
        var at = random.Next(message.Length + 1);
        switch (random.Next(6))
        {
            case 0:
                return at == message.Length ? message : Overwrite(message, at, [(byte)(message[at] ^ (1 << random.Next(8)))]);
            case 1:
                return Overwrite(message, at, [(byte)random.Next(256)]);
            case 2:
                return [.. message[..at], .. message[Math.Min(at + random.Next(1, 9), message.Length)..]];
            case 3:
                return [.. message[..at], (byte)random.Next(256), .. message[at..]];
            case 4:
                return [.. message[..at], .. Tokens[random.Next(Tokens.Length)], .. message[at..]];
            default:
                var from = random.Next(message.Length + 1);
                return [.. message[..at], .. message[from..Math.Min(from + random.Next(1, 33), message.Length)], .. message[at..]];
        }
    }

    private static byte[] WithOtherNumber(byte[] part, Random random)
    {
        var number = ExtremeNumbers[random.Next(ExtremeNumbers.Length)];
        return Encoding.Latin1.GetBytes(Numbers().Replace(Encoding.Latin1.GetString(part), number, count: 1));
    }

    private static byte[] Overwrite(byte[] message, int at, byte[] octets) => [.. message[..at], .. octets, .. message[Math.Min(at + octets.Length, message.Length)..]];

    private static (int Start, int End) Bounds(Range part, byte[] message) => (part.Start.GetOffset(message.Length), part.End.GetOffset(message.Length));

    [GeneratedRegex("[0-9]+", RegexOptions.NonBacktracking)]
    private static partial Regex Numbers();
}
