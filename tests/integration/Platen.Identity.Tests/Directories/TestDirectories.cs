using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Platen.Domain.Directories;
using Platen.Domain.Tenants;
using Platen.Identity.Directories;
using Platen.TestKit.Directories;

namespace Platen.Identity.Tests.Directories;

/// <summary>Settings for the real directories.</summary>
internal static class TestDirectories
{
    public static LdapDirectoryClient Client() => new(TimeProvider.System, NullLogger<LdapDirectoryClient>.Instance);

    public static UserDirectory Of(Slapd slapd, DirectorySecurity security = DirectorySecurity.Ldaps) => Settings(DirectorySchema.OpenLdap) with
    {
        Host = "127.0.0.1",
        Port = security == DirectorySecurity.Ldaps ? slapd.SecurePort : slapd.Port,
        Security = security,
        CertificateAuthorities = slapd.Ca.Pem,
        BindDn = Slapd.Administrator,
        PeopleBase = "ou=people," + Slapd.Root,
        GroupBase = "ou=groups," + Slapd.Root,
    };

    public static UserDirectory Of(SambaDomain domain) => Settings(DirectorySchema.ActiveDirectory) with
    {
        Host = domain.Address.ToString(),
        Port = SambaDomain.SecurePort,
        CertificateAuthorities = domain.Ca.Pem,
        BindDn = SambaDomain.Administrator,
        PeopleBase = SambaDomain.Root,
        GroupBase = SambaDomain.Root,
    };

    public static async Task<ImmutableArray<DirectoryEntry>> PeopleAsync(this LdapDirectoryClient client, UserDirectory directory, string password, string? filter = null, int max = 200_000)
    {
        var found = ImmutableArray.CreateBuilder<DirectoryEntry>();
        var search = new DirectorySearch(directory.PeopleBase, filter ?? directory.PeopleFilter, new DirectoryReading(directory, DateTimeOffset.UnixEpoch).PersonAttributes(), max);
        await foreach (var page in client.SearchAsync(directory, password, search, CancellationToken.None))
        {
            found.AddRange(page);
        }

        return found.ToImmutable();
    }

    private static UserDirectory Settings(DirectorySchema schema) => new()
    {
        Tenant = TenantId.Parse("acme"),
        Id = DirectoryId.Parse("corporate"),
        Name = "Corporate",
        Schema = schema,
        Host = "localhost",
        Security = DirectorySecurity.Ldaps,
        PeopleFilter = DirectoryPresets.PeopleFilter(schema),
        GroupFilter = DirectoryPresets.GroupFilter(schema),
        Mapping = DirectoryPresets.Mapping(schema),
    };
}
