namespace Platen.Gateway.Api.Users;

/// <summary>A new password (AU09).</summary>
/// <param name="Password">The new one.</param>
/// <param name="CurrentPassword">The one of now, needed by who changes the own password.</param>
/// <param name="PasswordIsInitial">false: somebody else's need not be changed at the first login, as that of a program's user.</param>
/// <param name="DrawPassword">Draw a random one for somebody else, and show it once.</param>
internal sealed record PasswordRequest(string? Password, string? CurrentPassword = null, bool? PasswordIsInitial = null, bool DrawPassword = false)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => nameof(PasswordRequest);
}
