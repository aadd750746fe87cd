using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Platen.Desktop.Login;

/// <summary>A proof key (RFC 7636, S256): who has read the code along cannot redeem it.</summary>
/// <param name="Verifier">Kept here until the code is redeemed.</param>
/// <param name="Challenge">Shown to the server before.</param>
internal sealed record Pkce(string Verifier, string Challenge)
{
    private const int RandomBytes = 32;

    /// <summary>A new one.</summary>
    public static Pkce New()
    {
        var verifier = RandomText();
        return new Pkce(verifier, Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))));
    }

    /// <summary>256 random bits as text: also for <c>state</c>.</summary>
    public static string RandomText() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>Without secrets.</summary>
    public override string ToString() => nameof(Pkce);
}
