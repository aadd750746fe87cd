using System.Globalization;
using Platen.Domain.Directories;
using Platen.TestKit.Directories;

namespace Platen.Identity.Tests.Directories;

/// <summary>AU21: eDirectory's attributes, spoken by OpenLDAP's server, because eDirectory itself cannot be had here: its binary GUID as key, its switch and its end of accounts, its names, a bind by the entry that is found.</summary>
public sealed class EDirectoryTests : IAsyncLifetime
{
    // names and syntaxes as eDirectory's LDAP schema has them; the numbers are of OpenLDAP's arc for experiments
    private const string Schema = """
        attributetype ( 1.3.6.1.4.1.4203.666.999.1.1 NAME 'GUID' EQUALITY octetStringMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.40{16} SINGLE-VALUE )
        attributetype ( 1.3.6.1.4.1.4203.666.999.1.2 NAME 'fullName' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )
        attributetype ( 1.3.6.1.4.1.4203.666.999.1.3 NAME 'workforceID' EQUALITY caseIgnoreMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )
        attributetype ( 1.3.6.1.4.1.4203.666.999.1.4 NAME 'loginDisabled' EQUALITY booleanMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.7 SINGLE-VALUE )
        attributetype ( 1.3.6.1.4.1.4203.666.999.1.5 NAME 'loginExpirationTime' EQUALITY generalizedTimeMatch ORDERING generalizedTimeOrderingMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.24 SINGLE-VALUE )
        objectclass ( 1.3.6.1.4.1.4203.666.999.2.1 NAME 'ndsPerson' SUP top AUXILIARY MAY ( GUID $ fullName $ workforceID $ loginDisabled $ loginExpirationTime ) )
        """;

    private Slapd _slapd = null!;

    public async Task InitializeAsync() => _slapd = await Slapd.StartAsync(
        Person("alice", 1, "fullName: Alice Weiss", "workforceID: 4711") + Person("bob", 2, "loginDisabled: TRUE") + Person("carol", 3, "loginDisabled: FALSE", "loginExpirationTime: 20200101000000Z")
        + Person("dan", 4, "loginExpirationTime: 20990101000000Z"),
        schema: Schema);

    public Task DisposeAsync() => _slapd.DisposeAsync().AsTask();

    [Fact]
    public async Task People_OfTheSchema_AreReadWithKeyStateAndEnd_AndLogIn()
    {
        using var client = TestDirectories.Client();
        var directory = TestDirectories.Of(_slapd) with { Schema = DirectorySchema.EDirectory, PeopleFilter = DirectoryPresets.PeopleFilter(DirectorySchema.EDirectory), Mapping = DirectoryPresets.Mapping(DirectorySchema.EDirectory) };
        var reading = new DirectoryReading(directory, TimeProvider.System.GetUtcNow());
        var people = (await client.PeopleAsync(directory, Slapd.Password)).Select(entry => reading.Person(entry).Person!).ToDictionary(person => person.LoginName);
        people.Values.Where(person => person.Active).Select(person => person.LoginName).ShouldBe(["alice", "dan"], ignoreOrder: true);
        people["alice"].Key.ShouldBe(new Guid(Enumerable.Repeat((byte)1, 16).ToArray()).ToString("D"));
        (people["alice"].DisplayName, people["alice"].Contact.PersonalNumber).ShouldBe(("Alice Weiss", "4711"));

        (await LogInAsync("alice", "alicepw")).ShouldBe(DirectoryLoginCode.Ok);
        (await LogInAsync("alice", "danpw")).ShouldBe(DirectoryLoginCode.Wrong);
        (await client.LogInAsync(directory, Slapd.Password, "alice", people["dan"].Key, "alicepw", default)).ShouldBe(DirectoryLoginCode.Wrong, "the key is another's");

        // the names of the login are cn here; a rename keeps the key
        await _slapd.ModifyAsync($"dn: cn=alice,ou=people,{Slapd.Root}\nchangetype: modrdn\nnewrdn: cn=alison\ndeleteoldrdn: 1\n");
        (await client.LogInAsync(directory, Slapd.Password, "alison", people["alice"].Key, "alicepw", default)).ShouldBe(DirectoryLoginCode.Ok);

        Task<DirectoryLoginCode> LogInAsync(string name, string password) => client.LogInAsync(directory, Slapd.Password, name, people[name].Key, password, default);
    }

    private static string Person(string name, byte key, params string[] attributes) => string.Create(
        CultureInfo.InvariantCulture,
        $"dn: cn={name},ou=people,{Slapd.Root}\nobjectClass: inetOrgPerson\nobjectClass: ndsPerson\ncn: {name}\nsn: x\nuserPassword: {name}pw\nGUID:: {Convert.ToBase64String(Enumerable.Repeat(key, 16).ToArray())}\n{string.Join('\n', attributes)}\n\n");
}
