using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Platen.Domain.OAuth;

/// <summary>The code that a device shows and a user types (RFC 8628, 6.1): eight of twenty consonants, so that it has no vowels to spell words with, and nothing that looks like another: 34.5 bits.</summary>
public static class UserCode
{
    /// <summary>The letters.</summary>
    public const string Letters = "BCDFGHJKLMNPQRSTVWXZ";

    /// <summary>Letters of a code.</summary>
    public const int Length = 8;

    private const int Half = Length / 2;
    private const int TypedMax = 40;

    /// <summary>A new code, without a hyphen.</summary>
    public static string New() => RandomNumberGenerator.GetString(Letters, Length);

    /// <summary>As people read it: <c>WDJB-MJHT</c>.</summary>
    public static string Show(string code) => $"{code[..Half]}-{code[Half..]}";

    /// <summary>What was typed, as it is compared: in capitals, without blanks and hyphens; null: it is no code.</summary>
    public static string? Read(string typed)
    {
        if (typed.Length > TypedMax)
        {
            return null;
        }

        var code = string.Concat(typed.Where(c => c is not ('-' or ' ' or '.' or '_'))).ToUpperInvariant();
        return code.Length == Length && code.All(Letters.Contains) ? code : null;
    }

    /// <summary>By what it is found without being stored: HMAC-SHA-256 under the tenant's credential key; eight letters could be guessed from a plain hash.</summary>
    public static string Index(ReadOnlySpan<byte> key, string code) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("user-code:" + code)));
}
