namespace Platen.Gateway.Api.Users;

/// <summary>A new password (AU09).</summary>
internal sealed record PasswordRequest(string? Password)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => nameof(PasswordRequest);
}
