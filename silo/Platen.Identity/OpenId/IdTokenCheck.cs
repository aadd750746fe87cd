using System.Buffers.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Platen.Domain.OpenId;

namespace Platen.Identity.OpenId;

/// <summary>Checks an ID token (OpenID Connect Core, 3.1.3.7): signed by a key of the provider with an algorithm of public keys, from the issuer, for us, now, for this login.</summary>
internal sealed class IdTokenCheck(TimeProvider time)
{
    private const int SubjectMax = 255;

    // never none, never HS: who can check such a token can make it
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
    ];

    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = OpenIdLimits.TokenBytesMax };

    /// <summary>The id of the key that a token says it is signed with; empty: it says none.</summary>
    /// <exception cref="OpenIdRefusedException">It is no token.</exception>
    public string KeyIdOf(string token)
    {
        try
        {
            return _handler.CanReadToken(token) ? _handler.ReadJsonWebToken(token).Kid ?? "" : throw new OpenIdRefusedException("The provider's ID token is no token.");
        }
        catch (ArgumentException fault)
        {
            throw new OpenIdRefusedException("The provider's ID token is no token.", fault);
        }
    }

    /// <summary>The claims of a token that passes every check.</summary>
    /// <exception cref="OpenIdRefusedException">It does not.</exception>
    public async Task<JsonElement> CheckAsync(IdentityProvider provider, OpenIdTicket ticket, string token, IReadOnlyList<SecurityKey> keys)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = provider.Issuer,
            ValidAudience = provider.ClientId,
            IssuerSigningKeys = keys,
            ValidAlgorithms = Algorithms,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = IsNow,
            TryAllIssuerSigningKeys = KeyIdOf(token).Length == 0,
        });
        if (!result.IsValid)
        {
            throw new OpenIdRefusedException($"The provider's ID token is refused: {result.Exception?.GetType().Name ?? "it does not pass"}.", result.Exception ?? new SecurityTokenException());
        }

        var payload = ((JsonWebToken)result.SecurityToken).EncodedPayload;
        using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
        var claims = document.RootElement.Clone();
        if (claims.Text("nonce") != ticket.Nonce)
        {
            throw new OpenIdRefusedException("The provider's ID token is not for this login: its nonce is another one.");
        }

        var audiences = claims.TryGetProperty("aud", out var aud) && aud.ValueKind == JsonValueKind.Array ? aud.GetArrayLength() : 1;
        if (claims.TryGetProperty("azp", out _) ? claims.Text("azp") != provider.ClientId : audiences > 1)
        {
            throw new OpenIdRefusedException("The provider's ID token was given to another client (azp).");
        }

        if (ticket.Again)
        {
            CheckProof(ProvenAt(claims), ticket.BegunAt);
        }

        return claims.Text("sub").Length is > 0 and <= SubjectMax ? claims : throw new OpenIdRefusedException("The provider's ID token names nobody.");
    }

    /// <summary>When the person last proved to the provider who it is; null: the token does not say, or says what can be no time of a login.</summary>
    public DateTimeOffset? ProvenAt(JsonElement claims)
    {
        var now = time.GetUtcNow();
        return claims.TryGetProperty("auth_time", out var at) && at.ValueKind == JsonValueKind.Number && at.TryGetInt64(out var seconds) && seconds > 0 && seconds <= (now + OpenIdLimits.Skew).ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(Math.Min(seconds, now.ToUnixTimeSeconds()))
            : null;
    }

    // a provider that heeds neither prompt=login nor max_age answers by the session that it has: then nobody has proven anything (ASVS 7.5.1)
    private static void CheckProof(DateTimeOffset? proven, DateTimeOffset begun)
    {
        if (proven is not { } at)
        {
            throw new OpenIdRefusedException("The provider was asked for a new login (max_age=0), and its ID token has no usable auth_time: switch that claim on for this client at the provider.", OpenIdFailure.NoLoginTime);
        }

        if (at < begun - OpenIdLimits.Skew)
        {
            throw new OpenIdRefusedException("The provider was asked for a new login (prompt=login, max_age=0), and answered by an older one (auth_time): let it heed these, or look at its clock.", OpenIdFailure.OldLogin);
        }
    }

    private bool IsNow(DateTime? notBefore, DateTime? expires, SecurityToken token, TokenValidationParameters parameters)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var issued = token is JsonWebToken { IssuedAt: var at } ? at : default;
        return expires > now - OpenIdLimits.Skew && (notBefore is null || notBefore <= now + OpenIdLimits.Skew) && issued != default && issued <= now + OpenIdLimits.Skew;
    }
}
