using Platen.Domain.Roles;
using Platen.Domain.Tokens;

namespace Platen.Gateway.Api.Tokens;

/// <summary>A personal token, by a name that opens nothing.</summary>
internal sealed record TokenJson(string Id, string Name, IReadOnlyList<string> Scopes, DateTimeOffset IssuedAt, DateTimeOffset? LastUsedAt, DateTimeOffset EndsAt)
{
    public static TokenJson Of(IssuedToken row) => new(row.Id, row.Name, [.. row.Scopes.Select(RightCatalog.Word)], row.IssuedAt, row.UsedAt, row.EndsAt);
}
