using Platen.Domain.Mail;
using Platen.Domain.Roles;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Mail;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Mail;

/// <summary>SC10, AZ04: settings of the mail server.</summary>
public sealed class MailGrainTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly PutMailSettings Settings = new() { Host = "mail.example.com", UserName = "platen", Password = "the mail password", SenderAddress = "printing@example.com" };
    private readonly GrainHost _host = new();
    private Branch _branch = null!;

    private IMailGrain Grain => _host.Grains.Mail(Branch.Tenant);

    public async Task InitializeAsync() => _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Password_IsNeverGivenBack_AndNotInTheLog()
    {
        (await Grain.PutAsync(Settings, Branch.System, None)).Messages.ShouldBeEmpty();
        var view = await Grain.GetAsync(None);
        (view.HasPassword, view.Settings!.SealedPassword.IsEmpty, view.Settings.DialledPort).ShouldBe((true, true, 465));
        var row = _host.Records.All<MailSettings>().Single();
        System.Text.Encoding.Latin1.GetString(row.SealedPassword.AsSpan()).ShouldNotContain("mail password");
        string.Join('\n', _host.Records.Audit.Select(audit => $"{audit.Entry.Action} {string.Join(' ', audit.Entry.Details.Values)}")).ShouldSatisfyAllConditions(
            log => log.ShouldContain("mail-server.created"), log => log.ShouldContain("mail.example.com"), log => log.ShouldNotContain("mail password"));
        _host.Mails.Hurried.ShouldBe(1, "what waits is tried with the new settings");
    }

    // mutant: a stored password goes along to another server
    [Theory]
    [InlineData("host")]
    [InlineData("port")]
    [InlineData("protection")]
    [InlineData("user name")]
    [InlineData("authority")]
    public async Task Password_IsAskedForAgain_WhenItWouldGoElsewhere(string what)
    {
        (await Grain.PutAsync(Settings, Branch.System, None)).IsDone.ShouldBeTrue();
        var same = Settings with { Password = null };
        (await Grain.PutAsync(same with { SenderName = "Printing" }, Branch.System, None)).Messages.ShouldBeEmpty();
        var other = what switch
        {
            "host" => same with { Host = "mail.example.org" },
            "port" => same with { Port = 4650 },
            "protection" => same with { Security = MailSecurity.StartTls, Port = 465 },
            "user name" => same with { UserName = "other" },
            _ => same with { CertificateAuthorities = TestPem },
        };
        var refused = await Grain.PutAsync(other, Branch.System, None);
        (refused.Code, refused.Messages[0]).ShouldBe((CommandCode.Invalid, "The password was given for another host, port, protection, certificate authority or user name; give it again."));
        (await Grain.PutAsync(other with { Password = "again" }, Branch.System, None)).Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Settings_AllWrong_NameEveryError()
    {
        var result = await Grain.PutAsync(new PutMailSettings { Host = "no host", Port = -1, Security = MailSecurity.None, UserName = "x", SenderAddress = "nobody", CertificateAuthorities = "none" }, Branch.System, None);
        (result.Code, result.Messages.Length).ShouldBe((CommandCode.Invalid, 6), string.Join('\n', result.Messages));
    }

    [Fact]
    public async Task Test_ShowsTheServersAnswer_AndIsLimited()
    {
        _host.Mails.Answer = new MailAnswer(MailAnswerCode.Never, "The mail server refuses the recipient (550 5.1.1 who?).");
        var tested = await Grain.TestAsync("me@example.com", Branch.System, None);
        tested.Answer!.Text.ShouldContain("550 5.1.1 who?");
        (await Grain.TestAsync("nobody", Branch.System, None)).Result.Code.ShouldBe(CommandCode.Invalid);
        _host.Mails.Sent.ShouldHaveSingleItem().To.ShouldBe("me@example.com");
        for (var i = 0; i < 60; i++)
        {
            await Grain.TestAsync("me@example.com", Branch.System, None);
        }

        (await Grain.TestAsync("me@example.com", Branch.System, None)).Result.Code.ShouldBe(CommandCode.Refused);
    }

    // mutant: a right that is not asked for
    [Fact]
    public async Task Everything_NeedsTheRight()
    {
        var anna = (await _branch.AnnaGrain.GetAsync(None))!;
        foreach (var (actor, may) in new[] { (Actor.Of(anna, ""), false), (Actor.Of(anna, [new HeldRight(Right.CompanySettings, [])], ""), false), (Actor.Of(anna, [new HeldRight(Right.MailSettings, [])], ""), true) })
        {
            (await Grain.PutAsync(Settings, actor, None)).IsDone.ShouldBe(may);
            (await Grain.TestAsync("me@example.com", actor, None)).Result.IsDone.ShouldBe(may);
            (await Grain.ReleaseAsync(Guid.Empty, actor, None)).Code.ShouldBe(may ? CommandCode.NotFound : CommandCode.Forbidden);
            (await Grain.DiscardAsync(Guid.Empty, actor, None)).Code.ShouldBe(may ? CommandCode.NotFound : CommandCode.Forbidden);
        }
    }

    private static string TestPem
    {
        get
        {
            using var key = System.Security.Cryptography.RSA.Create(2048);
            var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=x", key, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1);
            using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
            return certificate.ExportCertificatePem();
        }
    }
}
