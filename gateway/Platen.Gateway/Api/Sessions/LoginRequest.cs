namespace Platen.Gateway.Api.Sessions;

/// <summary>A login; <c>code</c> is that of the second factor, or a recovery code, where the user has one.</summary>
internal sealed record LoginRequest(string? LoginName, string? Password, string? Code = null)
{
    /// <summary>Without the secrets.</summary>
    public override string ToString() => nameof(LoginRequest);
}
