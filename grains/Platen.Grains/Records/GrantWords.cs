using System.Collections.Immutable;
using Platen.Domain.Roles;

namespace Platen.Grains.Records;

/// <summary>Roles that were given, as the audit log writes them.</summary>
internal static class GrantWords
{
    public static string Of(ImmutableArray<RoleGrant> grants) =>
        string.Join("; ", grants.Select(grant => grant.Sites.IsEmpty ? grant.Role.Value : $"{grant.Role} at {string.Join(", ", grant.Sites)}"));
}
