namespace Platen.Gateway.Api.Clients;

/// <summary>An OAuth client, all of it.</summary>
/// <param name="Name">The name that people see.</param>
/// <param name="Authentication">none, secret, certificate or privateKey.</param>
/// <param name="Grants">How it may come to tokens: the words of <c>grant_type</c>.</param>
/// <param name="RedirectAddresses">Where codes may be sent.</param>
/// <param name="Scopes">The words of the rights that its tokens may carry at most.</param>
/// <param name="Sites">Where it holds them in its own name; left out: everywhere.</param>
/// <param name="Certificates">SHA-256 of the certificates that it may show, hexadecimal.</param>
/// <param name="MayIntrospect">Whether it may ask about tokens of other clients.</param>
/// <param name="Keys">Public keys that it may sign with, PEM.</param>
/// <param name="Desktop">Whether it is the desktop client, whose logins end when idle.</param>
internal sealed record PutClientRequest(
    string? Name, string? Authentication, IReadOnlyList<string>? Grants, IReadOnlyList<string>? RedirectAddresses, IReadOnlyList<string>? Scopes, IReadOnlyList<string>? Sites, IReadOnlyList<string>? Certificates, bool? MayIntrospect,
    IReadOnlyList<string>? Keys = null, bool? Desktop = null);
