using Platen.Desktop.Sessions;

namespace Platen.Desktop.Login;

/// <summary>Tokens that the server gave.</summary>
/// <param name="Access">The access token.</param>
/// <param name="ExpiresIn">Its life.</param>
/// <param name="Refresh">The refresh token.</param>
/// <param name="RefreshExpiresIn">Its life if it is not used; null: the server does not say.</param>
internal sealed record TokenSet(string Access, TimeSpan ExpiresIn, string Refresh, TimeSpan? RefreshExpiresIn)
{
    /// <summary>A login with these in the place of its former ones, used now.</summary>
    public StoredLogin Into(StoredLogin login, DateTimeOffset now) => login with
    {
        AccessToken = Access, AccessEndsAt = now + ExpiresIn, RefreshToken = Refresh, UsedAt = now, ServerIdle = RefreshExpiresIn,
    };

    /// <summary>Without tokens.</summary>
    public override string ToString() => nameof(TokenSet);
}
