namespace Platen.Gateway.Api.Roles;

/// <summary>A role's name and rights.</summary>
internal sealed record PutRoleRequest(string? Name, IReadOnlyList<string>? Rights);
