using System.Net;
using System.Net.Sockets;
using Platen.Domain.Directories;
using Platen.TestKit.Directories;

namespace Platen.Identity.Tests.Directories;

/// <summary>AU21: a real OpenLDAP server is read and asked about passwords; what is not safe is refused.</summary>
public sealed class OpenLdapTests(SlapdFixture fixture) : IClassFixture<SlapdFixture>
{
    private readonly Slapd _slapd = fixture.Slapd;

    [Theory]
    [InlineData(DirectorySecurity.Ldaps)]
    [InlineData(DirectorySecurity.StartTls)]
    [InlineData(DirectorySecurity.None)]
    public async Task People_OverEachKindOfLine_AreRead(DirectorySecurity security)
    {
        using var client = TestDirectories.Client();
        var directory = TestDirectories.Of(_slapd, security) with { BindDn = security == DirectorySecurity.None ? "" : Slapd.Administrator };
        var people = (await client.PeopleAsync(directory, Slapd.Password)).Select(entry => new DirectoryReading(directory, DateTimeOffset.UnixEpoch).Person(entry).Person!).OrderBy(person => person.LoginName).ToList();
        people.Select(person => person.LoginName).ShouldBe(["alice", "bob", "star*"]);
        people[1].DisplayName.ShouldBe("Bob (Ops) *\\2A");
        people.All(person => Guid.TryParse(person.Key, out _) && person.Active).ShouldBeTrue();
    }

    // Mutants: REQUIRE_CERT is left to the machine's ldap.conf; the CA's folder is not set; nobody compares the name
    [Theory]
    [InlineData(DirectorySecurity.Ldaps)]
    [InlineData(DirectorySecurity.StartTls)]
    public async Task Certificate_OfAnotherCaOrNameOrTime_IsRefused(DirectorySecurity security)
    {
        using var client = TestDirectories.Client();
        var folder = Directory.CreateTempSubdirectory("platen-other-ca-");
        using var other = new TestCa(folder.FullName, "Another CA");
        (await Should.ThrowAsync<DirectoryUnavailableException>(client.PeopleAsync(TestDirectories.Of(_slapd, security) with { CertificateAuthorities = other.Pem }, Slapd.Password))).Message.ShouldContain("certificate");
        await Should.ThrowAsync<DirectoryUnavailableException>(client.PeopleAsync(TestDirectories.Of(_slapd, security) with { CertificateAuthorities = "" }, Slapd.Password));
        folder.Delete(recursive: true);

        await using var misnamed = await Slapd.StartAsync(certificateNames: ["elsewhere.peers.test"]);
        await Should.ThrowAsync<DirectoryUnavailableException>(client.PeopleAsync(TestDirectories.Of(misnamed, security), Slapd.Password));
        await using var expired = await Slapd.StartAsync(daysUntilEnd: 0);
        await Should.ThrowAsync<DirectoryUnavailableException>(client.PeopleAsync(TestDirectories.Of(expired, security), Slapd.Password));

        // and the right one still is not
        (await client.PeopleAsync(TestDirectories.Of(_slapd, security), Slapd.Password)).Length.ShouldBe(3);
    }

    [Fact]
    public async Task Environment_ThatSwitchesTheCheckOff_IsNotHeard()
    {
        Environment.SetEnvironmentVariable("LDAPTLS_REQCERT", "never");
        using var client = TestDirectories.Client();
        await Should.ThrowAsync<DirectoryUnavailableException>(client.PeopleAsync(TestDirectories.Of(_slapd) with { CertificateAuthorities = "" }, Slapd.Password));
        Environment.SetEnvironmentVariable("LDAPTLS_REQCERT", null);
    }

    [Fact]
    public async Task Login_RightAndWrong_AreToldApart()
    {
        using var client = TestDirectories.Client();
        var directory = TestDirectories.Of(_slapd);
        var keys = (await client.PeopleAsync(directory, Slapd.Password)).ToDictionary(entry => entry.Text("uid", 100)!, entry => entry.Text("entryUUID", 100)!);
        (await LogInAsync("alice", "alicepw")).ShouldBe(DirectoryLoginCode.Ok);
        (await LogInAsync("alice", "bobpw")).ShouldBe(DirectoryLoginCode.Wrong);
        (await LogInAsync("bob", "bobpw")).ShouldBe(DirectoryLoginCode.Ok);
        (await LogInAsync("star*", "starpw")).ShouldBe(DirectoryLoginCode.Ok);
        (await client.LogInAsync(directory, Slapd.Password, "alice", keys["bob"], "alicepw", default)).ShouldBe(DirectoryLoginCode.Wrong, "alice is somebody else by now");

        Task<DirectoryLoginCode> LogInAsync(string name, string password) => client.LogInAsync(directory, Slapd.Password, name, keys[name], password, default);
    }

    // Mutant: an empty password is sent; slapd then binds anonymously and says success
    [Fact]
    public async Task Login_WithAnEmptyPassword_NeverBinds()
    {
        using var client = TestDirectories.Client();
        var directory = TestDirectories.Of(_slapd);
        var alice = (await client.PeopleAsync(directory, Slapd.Password, "(uid=alice)")).Single().Text("entryUUID", 100)!;
        (await client.LogInAsync(directory, Slapd.Password, "alice", alice, "", default)).ShouldBe(DirectoryLoginCode.Wrong);
        (await client.LogInAsync(directory, "", "alice", alice, "alicepw", default)).ShouldBe(DirectoryLoginCode.Unavailable, "nor is our own account's");
    }

    // Mutant: the login name goes into the filter as it is
    [Theory]
    [InlineData("*")]
    [InlineData("al*")]
    [InlineData("alice)(uid=*")]
    [InlineData("*)(objectClass=*")]
    [InlineData("alice\\00")]
    public async Task Login_WithANameThatIsAFilter_FindsNobody(string name)
    {
        using var client = TestDirectories.Client();
        var directory = TestDirectories.Of(_slapd);
        var alice = (await client.PeopleAsync(directory, Slapd.Password, "(uid=alice)")).Single().Text("entryUUID", 100)!;
        (await client.LogInAsync(directory, Slapd.Password, name, alice, "alicepw", default)).ShouldBe(DirectoryLoginCode.Wrong);
    }

    [Fact]
    public async Task Login_WhenOurAccountIsWrong_IsNoWrongPassword()
    {
        using var client = TestDirectories.Client();
        (await client.LogInAsync(TestDirectories.Of(_slapd), "not our password", "alice", "key", "alicepw", default)).ShouldBe(DirectoryLoginCode.Unavailable);
    }

    [Fact]
    public async Task Directory_ThatIsSilentOrGone_IsUnavailableInTime()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var client = TestDirectories.Client();
        var directory = TestDirectories.Of(_slapd) with { Port = ((IPEndPoint)silent.LocalEndpoint).Port };
        var began = TimeProvider.System.GetTimestamp();
        (await client.LogInAsync(directory, Slapd.Password, "alice", "key", "alicepw", default)).ShouldBe(DirectoryLoginCode.Unavailable);
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(15));
        silent.Stop();
        (await client.LogInAsync(directory, Slapd.Password, "alice", "key", "alicepw", default)).ShouldBe(DirectoryLoginCode.Unavailable);
    }

    [Fact]
    public async Task Entries_MoreThanTheServersPage_AreAllRead()
    {
        await using var slapd = await Slapd.StartAsync();
        await slapd.AddAsync(string.Concat(Enumerable.Range(0, 2_345).Select(i => Slapd.Person($"many{i}", $"Many {i}"))));
        using var client = TestDirectories.Client();
        (await client.PeopleAsync(TestDirectories.Of(slapd), Slapd.Password)).Length.ShouldBe(2_345);
        (await Should.ThrowAsync<DirectoryUnavailableException>(client.PeopleAsync(TestDirectories.Of(slapd), Slapd.Password, max: 1_500))).Message.ShouldContain("1500");
    }
}
