namespace Platen.Gateway.Api.Users;

/// <summary>A new password (AU09).</summary>
/// <param name="Password">The new one.</param>
/// <param name="CurrentPassword">The one of now, needed by who changes the own password.</param>
internal sealed record PasswordRequest(string? Password, string? CurrentPassword = null)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => nameof(PasswordRequest);
}
