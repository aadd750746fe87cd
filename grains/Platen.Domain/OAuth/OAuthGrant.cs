namespace Platen.Domain.OAuth;

/// <summary>The ways in which a client comes to tokens. Stored by number; it only ever grows.</summary>
public enum OAuthGrant
{
    /// <summary>Not said; refused.</summary>
    Unspecified = 0,

    /// <summary>A user agrees in the browser (RFC 6749, 4.1, with PKCE).</summary>
    AuthorizationCode = 1,

    /// <summary>A user agrees on another device (RFC 8628).</summary>
    DeviceCode = 2,

    /// <summary>In the client's own name (RFC 6749, 4.4).</summary>
    ClientCredentials = 3,

    /// <summary>A token for a token: a terminal acts for the user whose token it shows (RFC 8693).</summary>
    TokenExchange = 4,

    /// <summary>With the user's password (RFC 6749, 4.3), where the tenant has switched that on (AU29).</summary>
    Password = 5,

    /// <summary>Access without the user, for months (RFC 6749, 6).</summary>
    RefreshToken = 6,
}
