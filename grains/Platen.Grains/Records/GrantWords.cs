using System.Collections.Immutable;
using Platen.Domain.Roles;

namespace Platen.Grains.Records;

/// <summary>Roles that were given, as the audit log writes them.</summary>
internal static class GrantWords
{
    public static string Of(ImmutableArray<RoleGrant> grants) =>
        string.Join("; ", grants.Select(grant => grant.Role + Where(" at ", grant.NamedSites()) + Where(" over ", grant.Groups)));

    private static string Where<T>(string word, ImmutableArray<T> places) => places.IsEmpty ? "" : word + string.Join(", ", places);
}
