namespace Platen.Gateway.Api.Setup;

/// <summary>The first set-up.</summary>
/// <param name="Token">From the one-time set-up link, what follows the '#'.</param>
/// <param name="TenantName">The company's name; left out, it stays as it is.</param>
/// <param name="LoginName">The first administrator's login name.</param>
/// <param name="DisplayName">The first administrator's name for people.</param>
/// <param name="Email">E-mail address, or left out.</param>
/// <param name="Password">The first administrator's password (AU09).</param>
internal sealed record SetupRequest(string? Token, string? TenantName, string? LoginName, string? DisplayName, string? Email, string? Password)
{
    /// <summary>Without the secrets.</summary>
    public override string ToString() => nameof(SetupRequest);
}
