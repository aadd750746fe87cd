using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Platen.Domain.Users;

/// <summary>Keyed indexes by which a PIN or a card is found without being stored: HMAC-SHA-256 under the tenant's credential key (AU15).</summary>
public static class CredentialIndex
{
    /// <summary>Bytes of a tag.</summary>
    public const int TagBytes = 2;

    /// <summary>Index of a PIN (digits only).</summary>
    public static ImmutableArray<byte> OfPin(ReadOnlySpan<byte> key, string pin) => Compute(key, "pin:" + pin);

    /// <summary>Index of a card; the number is normalised by <see cref="NormalizeCard"/>.</summary>
    public static ImmutableArray<byte> OfCard(ReadOnlySpan<byte> key, string cardNumber) => Compute(key, "card:" + NormalizeCard(cardNumber));

    /// <summary>
    /// Two bytes by which the server sees that one and the same wrong secret is tried at many devices (AU14). A six-digit PIN shares its tag with some fifteen others, so that a log of tags tells nobody's.
    /// </summary>
    public static ImmutableArray<byte> TagOf(ReadOnlySpan<byte> key, string secret) => Compute(key, "tag:" + secret)[..TagBytes];

    /// <summary>A card number as it is compared: letters and digits only, upper case.</summary>
    public static string NormalizeCard(string cardNumber) =>
        string.Concat(cardNumber.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    private static ImmutableArray<byte> Compute(ReadOnlySpan<byte> key, string text) =>
        [.. HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text))];
}
