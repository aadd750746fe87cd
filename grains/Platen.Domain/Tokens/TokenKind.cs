namespace Platen.Domain.Tokens;

/// <summary>What a token is for.</summary>
public enum TokenKind
{
    /// <summary>Not said; none is stored so.</summary>
    Unspecified = 0,

    /// <summary>A user's own, for a program of that user.</summary>
    Personal = 1,

    /// <summary>OAuth: an access token (AU30).</summary>
    Access = 2,

    /// <summary>OAuth: a refresh token (AU31).</summary>
    Refresh = 3,

    /// <summary>OAuth: an authorization code (RFC 6749, 4.1).</summary>
    Code = 4,

    /// <summary>OAuth: a device code (RFC 8628).</summary>
    DeviceCode = 5,
}
