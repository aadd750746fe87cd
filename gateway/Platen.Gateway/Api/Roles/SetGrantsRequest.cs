namespace Platen.Gateway.Api.Roles;

/// <summary>All roles of a user.</summary>
internal sealed record SetGrantsRequest(IReadOnlyList<GrantJson>? Roles);
