namespace Platen.Gateway.Api.Roles;

/// <summary>A role that somebody has.</summary>
/// <param name="Role">The role.</param>
/// <param name="Sites">The sites to which it is narrowed; empty or left out: the whole company.</param>
internal sealed record GrantJson(string? Role, IReadOnlyList<string>? Sites);
