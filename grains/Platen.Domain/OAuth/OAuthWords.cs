using System.Collections.Immutable;
using Platen.Domain.Roles;

namespace Platen.Domain.OAuth;

/// <summary>The words of the protocol.</summary>
public static class OAuthWords
{
    /// <summary>An access token, for token exchange (RFC 8693, 3).</summary>
    public const string AccessTokenType = "urn:ietf:params:oauth:token-type:access_token";

    /// <summary>A grant's word (<c>grant_type</c>).</summary>
    public static string Of(OAuthGrant grant) => grant switch
    {
        OAuthGrant.AuthorizationCode => "authorization_code",
        OAuthGrant.DeviceCode => "urn:ietf:params:oauth:grant-type:device_code",
        OAuthGrant.ClientCredentials => "client_credentials",
        OAuthGrant.TokenExchange => "urn:ietf:params:oauth:grant-type:token-exchange",
        OAuthGrant.Password => "password",
        OAuthGrant.RefreshToken => "refresh_token",
        _ => throw new ArgumentOutOfRangeException(nameof(grant), grant, "No grant is of that kind."),
    };

    /// <summary>Reads a grant's word; unspecified: it is none.</summary>
    public static OAuthGrant Grant(string word) => Enum.GetValues<OAuthGrant>().FirstOrDefault(grant => grant != OAuthGrant.Unspecified && Of(grant) == word);

    /// <summary>Rights as a <c>scope</c> (RFC 6749, 3.3).</summary>
    public static string Scope(IEnumerable<Right> rights) => string.Join(' ', rights.Select(RightCatalog.Word));

    /// <summary>Reads a <c>scope</c>, with what the rights imply; null: one of its words is no right. Empty: nothing was asked for.</summary>
    public static ImmutableArray<Right>? Scope(string scope)
    {
        var rights = ImmutableArray.CreateBuilder<Right>();
        foreach (var word in scope.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!RightCatalog.TryParse(word, out var right))
            {
                return null;
            }

            rights.Add(right);
        }

        return RightCatalog.WithImplied(rights);
    }
}
