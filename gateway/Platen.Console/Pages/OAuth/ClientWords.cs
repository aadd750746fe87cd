using Platen.Domain.OAuth;

namespace Platen.Console.Pages.OAuth;

/// <summary>What people call the kinds of clients.</summary>
internal static class ClientWords
{
    public static string Of(ClientAuthentication authentication) => authentication switch
    {
        ClientAuthentication.None => "nothing (public)",
        ClientAuthentication.Secret => "a secret",
        ClientAuthentication.Certificate => "a certificate",
        ClientAuthentication.PrivateKey => "its signature",
        _ => "unknown",
    };

    public static string Of(OAuthGrant grant) => grant switch
    {
        OAuthGrant.AuthorizationCode => "a user's leave in the browser",
        OAuthGrant.DeviceCode => "a code on a device",
        OAuthGrant.ClientCredentials => "its own name",
        OAuthGrant.TokenExchange => "a user's token",
        OAuthGrant.Password => "the user's password",
        OAuthGrant.RefreshToken => "refresh tokens",
        _ => "unknown",
    };
}
