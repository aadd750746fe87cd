using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Platen.Domain.Tokens;

/// <summary>How tokens look: a prefix by which people and secret scanners know them, and 32 random bytes in base64url.</summary>
public static class TokenText
{
    private const int RandomBytes = 32;
    private const int RandomLength = 43;
    private const int PrefixLength = 4;

    /// <summary>A new token.</summary>
    public static string New(TokenKind kind) => Prefix(kind) + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>Which kind the text would be of; unspecified: it is none.</summary>
    public static TokenKind KindOf(string text) => text.Length == PrefixLength + RandomLength && Ascii.IsValid(text)
        ? Enum.GetValues<TokenKind>().FirstOrDefault(kind => kind != TokenKind.Unspecified && text.StartsWith(Prefix(kind), StringComparison.Ordinal))
        : TokenKind.Unspecified;

    /// <summary>What is stored of it.</summary>
    public static byte[] Hash(string text) => SHA256.HashData(Encoding.ASCII.GetBytes(text));

    private static string Prefix(TokenKind kind) => kind switch
    {
        TokenKind.Personal => "plp_",
        TokenKind.Access => "pla_",
        TokenKind.Refresh => "plr_",
        TokenKind.Code => "plc_",
        TokenKind.DeviceCode => "pld_",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No token is of that kind."),
    };
}
