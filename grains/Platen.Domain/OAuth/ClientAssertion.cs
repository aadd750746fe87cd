using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Platen.Domain.OAuth;

/// <summary>
/// What a client signs with its own key to show that it is the one (<c>private_key_jwt</c>: RFC 7523, 3; RFC 7521, 4.2): read with bounds, and believed only when each check passes. The key says which algorithm may be used, so that a token
/// cannot choose one (RFC 8725, 3.1): ES256 for P-256, PS256 and RS256 for RSA.
/// </summary>
/// <param name="Id">Its <c>jti</c>; whoever takes the assertion lets each one in once.</param>
/// <param name="EndsAt">When it is over.</param>
public sealed record ClientAssertion(string Id, DateTimeOffset EndsAt)
{
    /// <summary>The one type (RFC 7523, 2.2).</summary>
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private const int PartsCount = 3;
    private const int ClaimMax = 500;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    /// <summary>Whom an assertion names, which is not proven yet; empty: nobody.</summary>
    public static string SubjectOf(string token)
    {
        using var claims = Part(token, 1);
        return claims is null ? "" : Text(claims.RootElement, "sub");
    }

    /// <summary>The assertion, when it is the client's, for this server, and of now; else null.</summary>
    /// <param name="token">A JWS in its compact form.</param>
    /// <param name="client">Who must have made it.</param>
    /// <param name="audiences">What it may be made for: the issuer, or its token endpoint.</param>
    /// <param name="now">The time.</param>
    public static ClientAssertion? Check(string token, OAuthClient client, IReadOnlyCollection<string> audiences, DateTimeOffset now)
    {
        using var head = Part(token, 0);
        using var claims = Part(token, 1);
        if (head is null || claims is null || head.RootElement.TryGetProperty("crit", out _))
        {
            return null;
        }

        var body = claims.RootElement;
        if (Text(body, "iss") != client.Id.Value || Text(body, "sub") != client.Id.Value || !audiences.Contains(Text(body, "aud")) || Text(body, "jti") is not { Length: > 0 } id)
        {
            return null;
        }

        // an assertion that is good for long is a secret that can be stolen
        if (Time(body, "exp") is not { } ends || ends <= now || ends > now + OAuthLimits.AssertionLife + OAuthLimits.AssertionSkew || IsToCome(body, "nbf", now) || IsToCome(body, "iat", now))
        {
            return null;
        }

        return client.Keys.Any(key => IsSigned(token, Text(head.RootElement, "alg"), key)) ? new ClientAssertion(id, ends) : null;
    }

    /// <summary>Why a text cannot be a client's public key; null: it can.</summary>
    public static string? WhyNoKey(string pem)
    {
        using var key = PublicKeyText.Read(pem);
        return key is null ? "is no public key in PEM (-----BEGIN PUBLIC KEY-----) of P-256 or of RSA with 2048 to 4096 bits" : null;
    }

    /// <summary>SHA-256 of a public key (its SubjectPublicKeyInfo), hexadecimal, by which people tell keys apart; empty: it is none.</summary>
    public static string FingerprintOf(string pem)
    {
        using var key = PublicKeyText.Read(pem);
        return key is null ? "" : Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }

    private static bool IsSigned(string token, string algorithm, string pem)
    {
        var end = token.LastIndexOf('.');
        using var key = PublicKeyText.Read(pem);
        var (text, signature) = (Encoding.ASCII.GetBytes(token[..end]), Decode(token[(end + 1)..]));
        return signature is not null && (key, algorithm) switch
        {
            (ECDsa curve, "ES256") => curve.VerifyData(text, signature, HashAlgorithmName.SHA256),
            (RSA rsa, "PS256") => rsa.VerifyData(text, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            (RSA rsa, "RS256") => rsa.VerifyData(text, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            _ => false,
        };
    }

    private static bool IsToCome(JsonElement body, string claim, DateTimeOffset now) => body.TryGetProperty(claim, out _) && (Time(body, claim) is not { } at || at > now + OAuthLimits.AssertionSkew);

    private static JsonDocument? Part(string token, int index)
    {
        var parts = token.Length <= OAuthLimits.ParameterMax ? token.Split('.') : [];
        if (parts.Length != PartsCount || Decode(parts[index]) is not { } json)
        {
            return null;
        }

        try
        {
            var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null; // whatever it is, it is no assertion
        }
    }

    private static byte[]? Decode(string text) => Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;

    // one audience: an assertion for several servers could be passed on from one to the other
    private static string Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: <= ClaimMax } text ? text : "";

    private static DateTimeOffset? Time(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds) && seconds is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
