namespace Platen.Domain.OAuth;

/// <summary>The codes of errors (RFC 6749, 4.1.2.1 and 5.2; RFC 8628, 3.5; RFC 8693, 2.2.2).</summary>
public static class OAuthError
{
    /// <summary>A parameter is missing, twice there, or not what it must be.</summary>
    public const string InvalidRequest = "invalid_request";

    /// <summary>The client is unknown, or did not prove that it is the one.</summary>
    public const string InvalidClient = "invalid_client";

    /// <summary>What was shown for a token is wrong, over, used, or another client's.</summary>
    public const string InvalidGrant = "invalid_grant";

    /// <summary>The client may not do it this way.</summary>
    public const string UnauthorizedClient = "unauthorized_client";

    /// <summary>The way is not known here, or switched off.</summary>
    public const string UnsupportedGrantType = "unsupported_grant_type";

    /// <summary>Only codes are given out.</summary>
    public const string UnsupportedResponseType = "unsupported_response_type";

    /// <summary>A scope is unknown, or more than the client may have.</summary>
    public const string InvalidScope = "invalid_scope";

    /// <summary>The user said no.</summary>
    public const string AccessDenied = "access_denied";

    /// <summary>The user has not answered yet.</summary>
    public const string AuthorizationPending = "authorization_pending";

    /// <summary>The device asks too often.</summary>
    public const string SlowDown = "slow_down";

    /// <summary>The device's code is over.</summary>
    public const string ExpiredToken = "expired_token";

    /// <summary>The server cannot do it now.</summary>
    public const string TemporarilyUnavailable = "temporarily_unavailable";
}
