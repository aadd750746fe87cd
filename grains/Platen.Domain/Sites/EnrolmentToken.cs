using System.Buffers.Text;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Platen.Domain.Tenants;

namespace Platen.Domain.Sites;

/// <summary>
/// The one-time token that enrols an agent: <c>platen1:{tenant}:{site}:{agent}:{secret}:{CA key}</c>, the last two in base64url. It names the server's CA by the SHA-256 of its public key,
/// so that a new agent can tell the right server from a false one. Only the SHA-256 of the whole text is stored.
/// </summary>
public sealed record EnrolmentToken
{
    /// <summary>Bytes of the secret.</summary>
    public const int SecretBytes = 32;

    /// <summary>The longest text that is looked at, in characters.</summary>
    public const int LengthMax = 320;

    private const string Scheme = "platen1";

    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The site.</summary>
    public required SiteId Site { get; init; }

    /// <summary>The agent that it enrols.</summary>
    public required AgentId Agent { get; init; }

    /// <summary>The secret, 32 random bytes.</summary>
    public required ImmutableArray<byte> Secret { get; init; }

    /// <summary>SHA-256 of the CA's SubjectPublicKeyInfo.</summary>
    public required ImmutableArray<byte> CaPublicKeySha256 { get; init; }

    /// <summary>Draws a new token.</summary>
    public static EnrolmentToken Create(TenantId tenant, SiteId site, AgentId agent, ImmutableArray<byte> caPublicKeySha256) => new()
    {
        Tenant = tenant,
        Site = site,
        Agent = agent,
        Secret = [.. RandomNumberGenerator.GetBytes(SecretBytes)],
        CaPublicKeySha256 = caPublicKeySha256,
    };

    /// <summary>Reads a token as the console showed it; false when the text is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out EnrolmentToken? token)
    {
        token = null;
        var parts = text is { Length: <= LengthMax } ? text.Trim().Split(':') : [];
        if (parts.Length != 6 || parts[0] != Scheme
            || !TenantId.TryParse(parts[1], out var tenant) || !SiteId.TryParse(parts[2], out var site) || !AgentId.TryParse(parts[3], out var agent)
            || !TryDecode(parts[4], SecretBytes, out var secret) || !TryDecode(parts[5], SHA256.HashSizeInBytes, out var ca))
        {
            return false;
        }

        token = new() { Tenant = tenant, Site = site, Agent = agent, Secret = secret, CaPublicKeySha256 = ca };
        return true;
    }

    /// <summary>SHA-256 of the text, 64 lower-case hexadecimal digits: all that is stored of it.</summary>
    public string Sha256() => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(ToText())));

    /// <summary>The token as text: a secret, to be shown once.</summary>
    public string ToText() =>
        $"{Scheme}:{Tenant}:{Site}:{Agent}:{Base64Url.EncodeToString(Secret.AsSpan())}:{Base64Url.EncodeToString(CaPublicKeySha256.AsSpan())}";

    /// <summary>Without the secret, so that a log can never show it.</summary>
    public override string ToString() => $"{Scheme}:{Tenant}:{Site}:{Agent}:…";

    private static bool TryDecode(string text, int length, out ImmutableArray<byte> bytes)
    {
        bytes = [];
        if (!Base64Url.IsValid(text))
        {
            return false;
        }

        bytes = [.. Base64Url.DecodeFromChars(text)];
        return bytes.Length == length;
    }
}
