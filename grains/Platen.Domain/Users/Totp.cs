using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Platen.Domain.Users;

/// <summary>Time-based one-time passwords (RFC 6238) as every authenticator app makes them: HMAC-SHA-1, 30 seconds, 6 digits.</summary>
public static class Totp
{
    /// <summary>Bytes of a new secret: as many as HMAC-SHA-1 has (RFC 4226, 4).</summary>
    public const int SecretBytes = 20;

    /// <summary>Digits of a code.</summary>
    public const int Digits = 6;

    /// <summary>Steps before and after the present one whose codes are taken too: clocks differ (RFC 6238, 5.2).</summary>
    public const int Tolerance = 1;

    /// <summary>How long a code is shown.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    private const int Modulus = 1_000_000;
    private const string Base32Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The code of a step.</summary>
    public static string Code(ReadOnlySpan<byte> secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // what apps make; nothing rests on collisions of SHA-1 here
        HMACSHA1.HashData(secret, counter, mac);
#pragma warning restore CA5350
        var at = mac[^1] & 0xF;
        var number = (BinaryPrimitives.ReadUInt32BigEndian(mac[at..]) & 0x7FFF_FFFF) % Modulus;
        return number.ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The step whose code was given, of those that are good now and later than the last one that was used; null: the code is wrong, or used. Takes the same time in any case.</summary>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset now, long lastUsed)
    {
        var present = StepOf(now);
        long? match = null;
        for (var step = present - Tolerance; step <= present + Tolerance; step++)
        {
            var same = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Code(secret, step)), Encoding.UTF8.GetBytes(code));
            match = same && step > lastUsed ? step : match;
        }

        return match;
    }

    /// <summary>The step of a time.</summary>
    public static long StepOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / (long)Step.TotalSeconds;

    /// <summary>A secret as people type it into an app: base 32 (RFC 4648) without padding.</summary>
    public static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (bits, count) = (0, 0);
        foreach (var octet in bytes)
        {
            (bits, count) = ((bits << 8) | octet, count + 8);
            for (; count >= 5; count -= 5)
            {
                text.Append(Base32Digits[(bits >> (count - 5)) & 31]);
            }

            bits &= (1 << count) - 1;
        }

        return count > 0 ? text.Append(Base32Digits[(bits << (5 - count)) & 31]).ToString() : text.ToString();
    }

    /// <summary>The address that an app reads from a picture.</summary>
    public static string Address(string issuer, string account, string secret) =>
        $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(account)}?secret={secret}&issuer={Uri.EscapeDataString(issuer)}";
}
