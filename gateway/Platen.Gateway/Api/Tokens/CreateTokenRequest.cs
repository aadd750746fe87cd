namespace Platen.Gateway.Api.Tokens;

/// <summary>A new personal token.</summary>
/// <param name="Name">Which program has it.</param>
/// <param name="Scopes">The words of the rights that it needs.</param>
/// <param name="Days">How long it works, 1 to 366; 90 when it is left out.</param>
internal sealed record CreateTokenRequest(string? Name, IReadOnlyList<string>? Scopes, int? Days);
