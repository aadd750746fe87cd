using Platen.Domain.Roles;
using Platen.Grains.Abstractions.OAuth;

namespace Platen.Gateway.Api.Clients;

/// <summary>A program that may act for a user.</summary>
internal sealed record AuthorizationJson(string Id, string Client, string ClientName, IReadOnlyList<string> Scopes, string Origin, DateTimeOffset GrantedAt, DateTimeOffset? UsedAt, DateTimeOffset EndsAt)
{
    public static AuthorizationJson Of(AuthorizedProgram row) => new(row.Id, row.Client, row.ClientName, [.. row.Scopes.Select(RightCatalog.Word)], row.Origin, row.GrantedAt, row.UsedAt, row.EndsAt);
}
