using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platen.Domain.Tenants;

namespace Platen.Domain.OpenId;

/// <summary>
/// What a browser carries from the beginning of a login to its end, sealed, in a cookie: so that no other browser can end it (state, RFC 6749, 10.12), no other answer fits it (nonce), no stolen code is worth anything (PKCE,
/// RFC 7636), and an answer for another provider is seen (RFC 9700, 4.4).
/// </summary>
public sealed record OpenIdTicket
{
    /// <summary>How long somebody may take at the provider.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const string Context = "openid-ticket";
    private const int SecretBytes = 32;
    private const int SealedMax = 4_096;

    /// <summary>Ties the answer to this browser.</summary>
    public required string State { get; init; }

    /// <summary>Ties the token to this login.</summary>
    public required string Nonce { get; init; }

    /// <summary>PKCE's secret.</summary>
    public required string Verifier { get; init; }

    /// <summary>Which provider was asked.</summary>
    public required string Issuer { get; init; }

    /// <summary>Which client of it we were.</summary>
    public required string ClientId { get; init; }

    /// <summary>Where to go afterwards: a page of ours.</summary>
    public required string To { get; init; }

    /// <summary>The provider shall ask for a proof now, whatever session it has: the login is for a change of how to log in (ASVS 7.5.1).</summary>
    public bool Again { get; init; }

    /// <summary>When the browser was sent to the provider.</summary>
    [JsonIgnore]
    public DateTimeOffset BegunAt => EndsAt - Lifetime;

    /// <summary>Not later than that.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>PKCE's challenge, method S256.</summary>
    public string Challenge() => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    /// <summary>By what a ticket is known to be used: nobody can guess it from the address.</summary>
    public string UseKey() => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(State)));

    /// <summary>Begins a login.</summary>
    public static OpenIdTicket New(IdentityProvider provider, string to, DateTimeOffset now, bool again = false) => new()
    {
        State = Secret(), Nonce = Secret(), Verifier = Secret(), Issuer = provider.Issuer, ClientId = provider.ClientId, To = to, Again = again, EndsAt = now + Lifetime,
    };

    /// <summary>The ticket for the cookie.</summary>
    public string Seal(ReadOnlySpan<byte> master, TenantId tenant) => Base64Url.EncodeToString(SealedSecret.Seal(master, tenant, Context, JsonSerializer.Serialize(this)).AsSpan());

    /// <summary>The ticket of a cookie; null: it is none of ours.</summary>
    public static OpenIdTicket? Open(ReadOnlySpan<byte> master, TenantId tenant, string text)
    {
        if (text.Length is 0 or > SealedMax || !Base64Url.IsValid(text))
        {
            return null;
        }

        return SealedSecret.Open(master, tenant, Context, Base64Url.DecodeFromChars(text)) is { } json ? JsonSerializer.Deserialize<OpenIdTicket>(json) : null;
    }

    /// <summary>Without its secrets.</summary>
    public override string ToString() => $"{nameof(OpenIdTicket)} {{ {Issuer} }}";

    private static string Secret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
}
