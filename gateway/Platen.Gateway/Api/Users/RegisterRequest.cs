namespace Platen.Gateway.Api.Users;

/// <summary>Somebody wants to register.</summary>
/// <param name="Name">The name for people.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="Language">The language of the mails; left out: that of the Accept-Language header, or the company's.</param>
internal sealed record RegisterRequest(string? Name, string? Email, string? Language);
