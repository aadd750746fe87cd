namespace Platen.Domain.OAuth;

/// <summary>Every limit of the OAuth server. Times that the requirements name stand with their id.</summary>
public static class OAuthLimits
{
    /// <summary>Clients of a tenant, shut out ones too.</summary>
    public const int ClientsMax = 500;

    /// <summary>Redirect addresses of a client.</summary>
    public const int RedirectAddressesMax = 10;

    /// <summary>Characters of a redirect address.</summary>
    public const int RedirectAddressMax = 500;

    /// <summary>Certificates of a client: the one in use, the one to come, and some for several machines.</summary>
    public const int CertificatesMax = 10;

    /// <summary>Public keys of a client.</summary>
    public const int KeysMax = 5;

    /// <summary>Characters of a public key in PEM; RSA with 4096 bits has 800.</summary>
    public const int KeyMax = 2_000;

    /// <summary>Sites of a client.</summary>
    public const int SitesMax = 100;

    /// <summary>Programs that one user has agreed to.</summary>
    public const int AuthorizationsPerUserMax = 50;

    /// <summary>Access tokens of one agreement that are good at a time.</summary>
    public const int TokensPerAuthorizationMax = 20;

    /// <summary>Access tokens in a client's own name that are good at a time.</summary>
    public const int TokensPerClientMax = 200;

    /// <summary>Device logins of a client that wait at a time.</summary>
    public const int DeviceCodesPerClientMax = 2_000;

    /// <summary>User codes that one user may look up in <see cref="UserCodeWindow"/>. With 20^8 codes a guess then finds one of 10,000 that wait once in some 3,000 years of trying.</summary>
    public const int UserCodeTriesMax = 20;

    /// <summary>Wrong secrets of one client in a minute, at one silo; then none is hashed until the minute is over.</summary>
    public const int WrongSecretsMax = 10;

    /// <summary>Refusals of one client in a minute that are written to the audit log, where they name no user.</summary>
    public const int RefusalsLoggedMax = 10;

    /// <summary>Characters of the <c>state</c> that is sent back.</summary>
    public const int StateMax = 512;

    /// <summary>Characters of any other parameter.</summary>
    public const int ParameterMax = 2_048;

    /// <summary>Parties in the chain of who acts for whom (RFC 8693, 4.1).</summary>
    public const int ActorsMax = 3;

    /// <summary>Longest interval between two polls of a device.</summary>
    public const int PollSecondsMax = 60;

    /// <summary>First interval between two polls of a device, and what <c>slow_down</c> adds (RFC 8628, 3.5).</summary>
    public const int PollSeconds = 5;

    /// <summary>Life of an access token (AU30).</summary>
    public static readonly TimeSpan AccessLife = TimeSpan.FromMinutes(20);

    /// <summary>A refresh token that is not used so long is over (AU31).</summary>
    public static readonly TimeSpan RefreshIdle = TimeSpan.FromDays(90);

    /// <summary>Then the user must agree again, however busy the program is.</summary>
    public static readonly TimeSpan AuthorizationMax = TimeSpan.FromDays(366);

    /// <summary>Life of an authorization code.</summary>
    public static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(1);

    /// <summary>A code is remembered so long, to notice that it is used again.</summary>
    public static readonly TimeSpan CodeKept = TimeSpan.FromDays(1);

    /// <summary>Life of a device code (RFC 8628, 3.2).</summary>
    public static readonly TimeSpan DeviceCodeLife = TimeSpan.FromMinutes(10);

    /// <summary>A device code is remembered so long, to say that it is over.</summary>
    public static readonly TimeSpan DeviceCodeKept = TimeSpan.FromMinutes(30);

    /// <summary>How much too early a poll may come: the line's jitter.</summary>
    public static readonly TimeSpan PollGrace = TimeSpan.FromSeconds(1);

    /// <summary>The window of <see cref="UserCodeTriesMax"/>.</summary>
    public static readonly TimeSpan UserCodeWindow = TimeSpan.FromMinutes(10);

    /// <summary>How long a client's signed assertion may be good at most (RFC 7523, 3); each is taken once in that time.</summary>
    public static readonly TimeSpan AssertionLife = TimeSpan.FromMinutes(5);

    /// <summary>How far a client's clock may be off.</summary>
    public static readonly TimeSpan AssertionSkew = TimeSpan.FromSeconds(60);
}
