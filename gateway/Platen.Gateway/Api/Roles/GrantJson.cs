namespace Platen.Gateway.Api.Roles;

/// <summary>A role that somebody has.</summary>
/// <param name="Role">The role.</param>
/// <param name="Sites">The sites to which it is narrowed; empty or left out, and no groups: the whole company.</param>
/// <param name="Groups">The ids of the groups to whose members it is narrowed.</param>
internal sealed record GrantJson(string? Role, IReadOnlyList<string>? Sites, IReadOnlyList<string>? Groups = null);
