namespace Platen.Gateway.Api.Sessions;

/// <summary>A login.</summary>
internal sealed record LoginRequest(string? LoginName, string? Password)
{
    /// <summary>Without the secrets.</summary>
    public override string ToString() => nameof(LoginRequest);
}
