using Platen.Domain.OAuth;
using Platen.Domain.Roles;
using Platen.Gateway.Api.Shared;

namespace Platen.Gateway.Api.Clients;

/// <summary>An OAuth client; the secret is not in it.</summary>
internal sealed record ClientJson(
    string Id, string Name, bool Active, string Authentication, IReadOnlyList<string> Grants, IReadOnlyList<string> RedirectAddresses, IReadOnlyList<string> Scopes, IReadOnlyList<string> Sites, IReadOnlyList<string> Certificates,
    bool MayIntrospect, DateTimeOffset CreatedAt, DateTimeOffset? SecretSetAt, IReadOnlyList<string> Keys, bool Desktop)
{
    public static ClientJson Of(OAuthClient row) => new(
        row.Id.Value, row.Name, row.Active, Words.Of(row.Authentication), [.. row.Grants.Select(OAuthWords.Of)], row.RedirectAddresses, [.. row.Scopes.Select(RightCatalog.Word)], [.. row.Sites.Select(site => site.Value)],
        row.Certificates, row.MayIntrospect, row.CreatedAt, row.SecretSetAt, row.Keys, row.IsDesktop);
}
