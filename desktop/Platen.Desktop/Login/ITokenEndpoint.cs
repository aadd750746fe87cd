using Platen.Desktop.Sessions;

namespace Platen.Desktop.Login;

/// <summary>The server's part in keeping a login.</summary>
internal interface ITokenEndpoint
{
    /// <summary>Asks for new tokens; the former refresh token is good for nothing then.</summary>
    Task<TokenAnswer> RefreshAsync(StoredLogin login, CancellationToken cancellationToken);

    /// <summary>Ends a login at the server (RFC 7009); false: the server could not be asked, and ends it when idle.</summary>
    Task<bool> RevokeAsync(StoredLogin login, CancellationToken cancellationToken);
}
