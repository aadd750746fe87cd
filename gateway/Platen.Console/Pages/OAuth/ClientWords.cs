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

    /// <summary>A time in the largest unit that says it exactly.</summary>
    public static string Span(TimeSpan time) => time switch
    {
        { TotalDays: >= 2 } when time.Ticks % TimeSpan.TicksPerDay == 0 => $"{time.TotalDays:0} days",
        { TotalHours: >= 2 } when time.Ticks % TimeSpan.TicksPerHour == 0 => $"{time.TotalHours:0} hours",
        { Ticks: > 0 } => $"{time.TotalMinutes:0.#} minutes",
        // a server of the version before does not say it
        _ => "as long as the administrator has set",
    };
}
