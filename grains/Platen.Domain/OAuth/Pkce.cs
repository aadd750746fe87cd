using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Platen.Domain.OAuth;

/// <summary>Proof Key for Code Exchange (RFC 7636), by SHA-256 only: whoever takes a code away cannot use it.</summary>
public static class Pkce
{
    /// <summary>The one method.</summary>
    public const string Method = "S256";

    private const int ChallengeLength = 43;
    private const int VerifierMin = 43;
    private const int VerifierMax = 128;

    private static readonly SearchValues<char> Base64UrlChars = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
    private static readonly SearchValues<char> Unreserved = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    /// <summary>Whether the text can be a challenge: a SHA-256 in base64url.</summary>
    public static bool IsChallenge(string text) => text.Length == ChallengeLength && !text.AsSpan().ContainsAnyExcept(Base64UrlChars);

    /// <summary>Whether the verifier is the challenge's.</summary>
    public static bool Verify(string challenge, string verifier)
    {
        if (verifier.Length is < VerifierMin or > VerifierMax || verifier.AsSpan().ContainsAnyExcept(Unreserved))
        {
            return false;
        }

        var computed = Base64Url.EncodeToUtf8(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        return CryptographicOperations.FixedTimeEquals(computed, Encoding.ASCII.GetBytes(challenge));
    }
}
