using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Platen.TestKit.Users;

/// <summary>The app on somebody's telephone that makes one-time codes (RFC 6238: SHA-1, 30 seconds, 6 digits), written apart from the product's own.</summary>
/// <param name="secret">What the page shows, in base 32; blanks do not matter.</param>
public sealed class AuthenticatorApp(string secret)
{
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int StepSeconds = 30;

    /// <summary>The secret itself.</summary>
    public byte[] Secret { get; } = Decode(secret);

    /// <summary>The code that the app shows at a time, or so many steps later: a code is good once, and the next one is taken already.</summary>
    public string Code(DateTimeOffset at, int stepsAhead = 0)
    {
        var counter = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, (at.ToUnixTimeSeconds() / StepSeconds) + stepsAhead);
#pragma warning disable CA5350 // RFC 6238's algorithm
        var hash = HMACSHA1.HashData(Secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Decode(string text)
    {
        var (bytes, bits, count) = (new List<byte>(), 0, 0);
        foreach (var digit in text.Where(c => c != ' '))
        {
            (bits, count) = ((bits << 5) | Digits.IndexOf(digit, StringComparison.Ordinal), count + 5);
            if (count >= 8)
            {
                bytes.Add((byte)(bits >> (count -= 8)));
                bits &= (1 << count) - 1;
            }
        }

        return [.. bytes];
    }
}
