namespace Platen.Gateway.Api.Users;

/// <summary>Somebody has forgotten the password.</summary>
/// <param name="Name">The login name, or the e-mail address.</param>
internal sealed record ForgotPasswordRequest(string? Name);
