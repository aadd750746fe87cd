using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Platen.Store.Sessions;

/// <summary>Tokens of 32 random bytes in base64url. With that much chance in them a plain SHA-256 is enough to store them by.</summary>
internal static class SecretToken
{
    private const int RandomBytes = 32;

    /// <summary>Characters of a token.</summary>
    public const int Length = 43;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>What is stored; null when the text cannot be a token.</summary>
    public static byte[]? Hash(string token) =>
        token.Length == Length && Ascii.IsValid(token) ? SHA256.HashData(Encoding.ASCII.GetBytes(token)) : null;
}
