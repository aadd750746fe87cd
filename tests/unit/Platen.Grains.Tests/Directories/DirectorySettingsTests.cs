using Platen.Domain.Directories;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Directories;

/// <summary>AU21, AU15: the settings of a directory, above all whom its password is sent to.</summary>
public sealed class DirectorySettingsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Password_IsSealedAndGivenToNobody()
    {
        await using var house = await new DirectoryFixture().SetUpAsync();
        var row = house.Host.Records.All<UserDirectory>().Single();
        System.Text.Encoding.UTF8.GetString(row.SealedPassword.AsSpan()).ShouldNotContain(DirectoryFixture.Secret);
        var view = (await house.Grain.GetAsync(None))!;
        (view.HasPassword, view.Directory.SealedPassword.IsEmpty).ShouldBe((true, true));
        (await house.Host.Grains.Query(Branch.Tenant).ListDirectoriesAsync(new(), None)).Items.Single().SealedPassword.ShouldBeEmpty();
        house.Host.Records.Audit.ShouldAllBe(audit => !audit.Entry.Details.Values.Any(value => value.Contains(DirectoryFixture.Secret)));
        (await house.Grain.TestAsync(Branch.System, None)).Ok.ShouldBeFalse("nobody is there yet");
        house.Directory.Sent.ShouldBe([("ldap.test", DirectoryFixture.Secret)]);
    }

    // Mutant: the stored password goes along with a changed host
    [Theory]
    [InlineData("host")]
    [InlineData("port")]
    [InlineData("security")]
    [InlineData("authority")]
    [InlineData("account")]
    public async Task Host_Changed_AsksForThePasswordAgain(string what)
    {
        await using var house = await new DirectoryFixture().SetUpAsync();
        var kept = DirectoryFixture.Settings with { Password = null };
        var changed = what switch
        {
            "host" => kept with { Host = "evil.test" },
            "port" => kept with { Port = 3636 },
            "security" => kept with { Security = DirectorySecurity.StartTls },
            "authority" => kept with { CertificateAuthorities = "" + TestPem },
            _ => kept with { BindDn = "cn=other,dc=test" },
        };
        var refused = await house.Grain.PutAsync(changed, Branch.System, None);
        (refused.Code, refused.Messages.Single(message => message.Contains("again")).Length > 0).ShouldBe((CommandCode.Invalid, true));
        (await house.Grain.PutAsync(kept with { Name = "New name" }, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        (await house.Grain.PutAsync(changed with { Password = "the new one" }, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
    }

    // Mutant: what is sealed is bound to nothing. A host changed beside the program opens nothing
    [Fact]
    public async Task Row_ChangedInTheDatabase_SendsThePasswordNowhere()
    {
        await using var house = await new DirectoryFixture().SetUpAsync();
        var row = house.Host.Records.All<UserDirectory>().Single();
        await house.Host.Records.CommitAsync(
            new() { Tenant = Branch.Tenant, AuditChain = "console", Changes = [new Domain.Ports.DirectoryChange(row with { Host = "evil.test", Version = row.Version + 1 }) { ExpectedVersion = row.Version }] }, None);
        await house.Host.RestartAsync();
        var run = await house.RunAsync();
        (run.State, house.Directory.Sent.Count).ShouldBe((DirectoryRunState.Failed, 0));
        run.Message.ShouldContain("give it again");
    }

    [Fact]
    public async Task Settings_AllWrong_NamesEveryError()
    {
        await using var house = await new DirectoryFixture().SetUpAsync();
        var wrong = await house.Grain.PutAsync(
            new() { Name = "", Schema = default, Host = "ldap://x y", Security = DirectorySecurity.None, BindDn = "cn=x", Password = "", PeopleBase = "", PeopleFilter = "(uid=*", VanishPercentMax = 101, CertificateAuthorities = "nonsense", Mapping = new() { Key = "a b", LoginName = "uid)(x=*" } },
            Branch.System, None);
        wrong.Code.ShouldBe(CommandCode.Invalid);
        wrong.Messages.Length.ShouldBeGreaterThanOrEqualTo(10, string.Join('\n', wrong.Messages));
        (await house.Grain.PutAsync(DirectoryFixture.Settings, Actor.Anonymous(""), None)).Code.ShouldBe(CommandCode.Forbidden);
    }

    [Fact]
    public async Task Login_IsTheDirectorysToAllow()
    {
        await using var house = await new DirectoryFixture().SetUpAsync();
        house.Directory.Person("k1", "bea");
        house.Directory.Passwords["bea"] = "Her-own-1";
        await house.RunAsync();
        var session = house.Host.Grains.Session(Branch.Tenant);
        (await session.LogInAsync(new LogIn { LoginName = "bea", Password = "Her-own-1" }, None)).Code.ShouldBe(LogInCode.Ok);
        (await session.LogInAsync(new LogIn { LoginName = "bea", Password = "another" }, None)).Code.ShouldBe(LogInCode.Wrong);
        (await session.LogInAsync(new LogIn { LoginName = "bea", Password = "" }, None)).Code.ShouldBe(LogInCode.Wrong);
        house.User("bea")!.PasswordHash.ShouldBeEmpty("nothing is kept unless the settings say so");
        (await house.Host.Grains.User(Branch.Tenant, house.User("bea")!.Id).SetPasswordAsync("Correct-horse-7", Branch.System, None)).Code.ShouldBe(CommandCode.Refused);
        house.Directory.IsDown = true;
        (await session.LogInAsync(new LogIn { LoginName = "bea", Password = "Her-own-1" }, None)).Code.ShouldBe(LogInCode.Unavailable);
        house.User("bea")!.FailedAttempts.ShouldBe(2);
    }

    // AU12. Mutant: a locked user's guesses go on to the directory, which then locks the account there
    [Fact]
    public async Task Login_WhileLockedOrShutOut_DoesNotAskTheDirectory()
    {
        await using var house = await new DirectoryFixture().SetUpAsync();
        house.Directory.Person("k1", "bea");
        house.Directory.Passwords["bea"] = "Her-own-1";
        await house.RunAsync();
        var grain = house.Host.Grains.User(Branch.Tenant, house.User("bea")!.Id);
        for (var i = 0; i < 5; i++)
        {
            await grain.LogInAsync("wrong", "", None);
        }

        var asked = house.Directory.Logins;
        (await grain.LogInAsync("Her-own-1", "", None)).Code.ShouldBe(LogInCode.Locked);
        (await grain.CheckPasswordAsync("Her-own-1", "north/mfp-1", None)).Code.ShouldBe(LogInCode.Locked);
        house.Directory.Logins.ShouldBe(asked);
    }

    [Fact]
    public async Task Verifier_IsKeptOnlyWhereTheSettingsSaySo()
    {
        await using var house = await new DirectoryFixture().SetUpAsync(DirectoryFixture.Settings with { KeepsVerifier = true });
        house.Directory.Person("k1", "bea");
        house.Directory.Passwords["bea"] = "Her-own-1";
        await house.RunAsync();
        var grain = house.Host.Grains.User(Branch.Tenant, house.User("bea")!.Id);
        (await grain.CheckPasswordAsync("Her-own-1", "north/mfp-1", None)).Code.ShouldBe(LogInCode.Ok);
        var kept = house.User("bea")!.PasswordHash;
        kept.ShouldStartWith("$");
        house.Directory.Passwords["bea"] = "Changed-2";
        (await grain.CheckPasswordAsync("Her-own-1", "north/mfp-1", None)).Code.ShouldBe(LogInCode.Wrong, "the verifier lets nobody in where the directory can be asked");
        await house.Grain.PutAsync(DirectoryFixture.Settings with { Password = null }, Branch.System, None);
        await house.RunAsync();
        house.User("bea")!.PasswordHash.ShouldBeEmpty("the policy was taken back");
    }

    private static string TestPem
    {
        get
        {
            using var key = System.Security.Cryptography.RSA.Create(2048);
            var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=Other", key, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1);
            using var certificate = request.CreateSelfSigned(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
            return certificate.ExportCertificatePem();
        }
    }
}
