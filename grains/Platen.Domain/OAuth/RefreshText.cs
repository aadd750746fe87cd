using System.Buffers.Text;
using System.Security.Cryptography;
using Platen.Domain.Tokens;

namespace Platen.Domain.OAuth;

/// <summary>
/// The text of a refresh token: the prefix, 16 random bytes that stay through all rotations (the selector) and 16 that are new with each (the secret). So one row knows the whole family: the right selector with a former secret is a
/// token that was used before, however long ago.
/// </summary>
public static class RefreshText
{
    private const int SelectorBytes = 16;
    private const int TokenBytes = 32;
    private const int PrefixLength = 4;

    /// <summary>The first token of a family.</summary>
    public static string New() => TokenText.New(TokenKind.Refresh);

    /// <summary>The next one.</summary>
    public static string Next(string text)
    {
        var bytes = Bytes(text);
        RandomNumberGenerator.Fill(bytes.AsSpan(SelectorBytes));
        return text[..PrefixLength] + Base64Url.EncodeToString(bytes);
    }

    /// <summary>Whether the text can be a refresh token.</summary>
    public static bool Is(string text) => TokenText.KindOf(text) == TokenKind.Refresh && Base64Url.IsValid(text.AsSpan(PrefixLength), out var bytes) && bytes == TokenBytes;

    /// <summary>SHA-256 of the selector: what the family is found by.</summary>
    public static byte[] Selector(string text) => SHA256.HashData(Bytes(text).AsSpan(0, SelectorBytes));

    /// <summary>SHA-256 of the whole: what must be the family's own.</summary>
    public static byte[] Secret(string text) => SHA256.HashData(Bytes(text));

    private static byte[] Bytes(string text) => Base64Url.DecodeFromChars(text.AsSpan(PrefixLength));
}
