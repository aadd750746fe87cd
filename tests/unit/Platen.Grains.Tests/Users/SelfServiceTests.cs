using System.Text.RegularExpressions;
using Platen.Domain.Mail;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Tenants;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Users;

/// <summary>AU01, AU05, AU16: registering by a mailed link, and forgotten passwords by the same way.</summary>
public sealed partial class SelfServiceTests : IAsyncLifetime
{
    private const string Password = "Kettle-drum-4852";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly GrainHost _host = new();
    private Branch _branch = null!;

    private ISelfServiceGrain Grain => _host.Grains.SelfService(Branch.Tenant);

    private static RegistrationPolicy Policy => new() { Enabled = true, MailDomains = ["example.com"] };

    public async Task InitializeAsync()
    {
        _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();
        var tenant = (await _host.Grains.Tenant(Branch.Tenant).GetAsync(None))!;
        await _host.Records.CommitAsync(new Domain.Ports.Commit { Tenant = Branch.Tenant, AuditChain = "console", Changes = [new Domain.Ports.TenantChange(tenant with { SetUp = true, Version = tenant.Version + 1 }) { ExpectedVersion = tenant.Version }] }, None);
        _host.Mails.IsSet = true;
        await SetAsync(Policy, passwords: true);
        (await _branch.AnnaGrain.UpdateAsync(new UpdateUser { Email = "anna@example.com" }, Branch.System, None)).IsDone.ShouldBeTrue();
        (await _branch.AnnaGrain.SetPasswordAsync(Password, Branch.System, None)).IsDone.ShouldBeTrue();
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Registration_ConfirmedByItsLink_MakesAUserWithPasswordAndPin()
    {
        (await BeginAsync("bea@example.com", "Bea")).IsDone.ShouldBeTrue();
        var mail = Mail(MailPurpose.Registration);
        mail.To.ShouldBe("bea@example.com");
        mail.Text.ShouldContain("https://print.test/register/confirm#");
        mail.Text.ShouldNotContain("Bea", Case.Sensitive, "mutant: whoever registers has us mail their words to anybody");
        _host.Records.All<User>().ShouldHaveSingleItem("nobody is made before the address is proven");

        var made = await ConfirmAsync(Token(mail));
        made.Result.Messages.ShouldBeEmpty();
        var bea = _host.Records.All<User>().Single(user => user.LoginName == "bea@example.com");
        (bea.DisplayName, bea.Email, bea.Role, bea.Active, bea.PinIssuedAt).ShouldBe(("Bea", "bea@example.com", UserRole.User, true, _host.Time.GetUtcNow()));
        made.Pin!.Length.ShouldBe(6);
        made.LoginName.ShouldBe("bea@example.com");
        (await _host.Grains.Session(Branch.Tenant).LogInAsync(new LogIn { LoginName = "bea@example.com", Password = Password }, None)).Code.ShouldBe(LogInCode.Ok);
        Mail(MailPurpose.Welcome).Text.ShouldNotContain(made.Pin);
        _host.Records.Audit.Select(audit => audit.Entry.Action).ShouldContain("user.registered");
        string.Join('\n', _host.Records.Audit.Select(audit => $"{audit.Entry.Subject} {string.Join(' ', audit.Entry.Details.Values)}")).ShouldNotContain("bea@", Case.Insensitive, "the log outlives the person");
    }

    // mutants: a link is good twice, for ever, for another purpose, or while registering is switched off
    [Fact]
    public async Task Link_IsGoodOnce_InItsTime_ForItsPurpose()
    {
        await BeginAsync("bea@example.com");
        var token = Token(Mail(MailPurpose.Registration));
        (await Grain.CompletePasswordResetAsync(new UseMailLink { Token = token, Password = Password }, None)).Code.ShouldBe(CommandCode.Refused);
        (await ConfirmAsync(token + "x")).Result.Code.ShouldBe(CommandCode.Refused);
        (await ConfirmAsync("")).Result.Code.ShouldBe(CommandCode.Refused);
        (await ConfirmAsync(token, "short")).Result.Code.ShouldBe(CommandCode.Invalid);
        await SetAsync(Policy with { Enabled = false });
        (await ConfirmAsync(token)).Result.Code.ShouldBe(CommandCode.Refused);
        await SetAsync(Policy with { MailDomains = ["example.org"] });
        (await ConfirmAsync(token)).Result.Code.ShouldBe(CommandCode.Refused);
        await SetAsync(Policy);

        var both = await Task.WhenAll(ConfirmAsync(token), ConfirmAsync(token));
        both.Count(made => made.Result.IsDone).ShouldBe(1);
        _host.Records.All<User>().Count(user => user.Email == "bea@example.com").ShouldBe(1);
        (await ConfirmAsync(token)).Result.Code.ShouldBe(CommandCode.Refused);

        await BeginAsync("carl@example.com");
        _host.Time.Advance(Policy.LinkLife);
        (await ConfirmAsync(Token(Mail(MailPurpose.Registration, "carl@example.com")))).Result.Code.ShouldBe(CommandCode.Refused);
    }

    [Fact]
    public async Task Link_UsedUp_TakesTheOthersOfItsAddressWithIt()
    {
        await BeginAsync("bea@example.com");
        await BeginAsync("Bea@Example.com");
        var tokens = _host.Mails.Queued.Where(queued => queued.Mail.Purpose == MailPurpose.Registration).Select(queued => Token(queued.Content)).ToList();
        (await ConfirmAsync(tokens[0])).Result.IsDone.ShouldBeTrue();
        _host.Records.All<MailLink>().ShouldBeEmpty();
        (await ConfirmAsync(tokens[1])).Result.Code.ShouldBe(CommandCode.Refused);
    }

    // mutant: an answer, a record or a mail that tells who is known; the token in the record
    [Fact]
    public async Task KnownAddress_IsAnsweredAlike_AndGetsAnotherMail()
    {
        var unknown = await BeginAsync("bea@example.com");
        var links = _host.Records.All<MailLink>().Count();
        var known = await BeginAsync("ANNA@example.com");
        (known.Code, known.Messages.Length).ShouldBe((unknown.Code, unknown.Messages.Length));
        _host.Records.All<MailLink>().Count().ShouldBe(links + 1, "as much is written for either");
        var mail = Mail(MailPurpose.AlreadyRegistered);
        (mail.To, mail.Text.Contains('#', StringComparison.Ordinal)).ShouldBe(("anna@example.com", false));
        mail.Text.ShouldContain("anna");
        var token = Token(Mail(MailPurpose.Registration));
        string.Join(' ', _host.Records.All<MailLink>().Select(link => link.ToString())).ShouldNotContain(token);
    }

    [Fact]
    public async Task Address_ThatMayNot_IsRefused()
    {
        (await BeginAsync("bea@example.org")).Messages[0].ShouldContain("example.com");
        (await BeginAsync("bea@sub.example.com")).Code.ShouldBe(CommandCode.Invalid);
        (await BeginAsync("bea")).Code.ShouldBe(CommandCode.Invalid);
        (await BeginAsync("bea@example.com\r\nBcc: all@example.com")).Code.ShouldBe(CommandCode.Invalid);
        (await BeginAsync("bea@example.com", " ")).Code.ShouldBe(CommandCode.Invalid);
        await SetAsync(Policy with { MailDomains = [RegistrationPolicy.AnyDomain] });
        (await BeginAsync("bea@example.org")).IsDone.ShouldBeTrue();
        _host.Mails.IsSet = false;
        (await BeginAsync("carl@example.org")).Code.ShouldBe(CommandCode.Refused);
        (await Grain.GetAsync(None)).Registration.ShouldBeFalse();
    }

    // mutant: mails can be asked for without end
    [Fact]
    public async Task Mails_AskedForOften_AreRefused_ByAddressAndByClient()
    {
        for (var i = 0; i < 3; i++)
        {
            (await BeginAsync("bea@example.com", origin: $"192.0.2.{i}")).IsDone.ShouldBeTrue();
        }

        (await BeginAsync("bea@example.com", origin: "192.0.2.9")).Code.ShouldBe(CommandCode.Refused);
        var done = 0;
        for (var i = 0; i < 40; i++)
        {
            done += (await BeginAsync($"user-{i}@example.com", origin: "192.0.2.77")).IsDone ? 1 : 0;
        }

        done.ShouldBe(30);
        _host.Time.Advance(TimeSpan.FromHours(1));
        (await BeginAsync("bea@example.com")).IsDone.ShouldBeTrue();
    }

    [Fact]
    public async Task Policy_SaysNameGroupsRolesAndPin()
    {
        var group = new Platen.Domain.Users.Group { Tenant = Branch.Tenant, Id = GroupId.New(_host.Time), Name = "Guests", Version = 1 };
        await _host.Records.CommitAsync(new Domain.Ports.Commit { Tenant = Branch.Tenant, AuditChain = "console", Changes = [new Domain.Ports.GroupChange(group) { ExpectedVersion = 0 }] }, None);
        var role = RoleId.Parse("readers");
        (await _host.Grains.Tenant(Branch.Tenant).PutRoleAsync(new PutRole { Role = role, Name = "Readers", Rights = [Right.ReadDevices] }, Branch.System, None)).IsDone.ShouldBeTrue();
        await SetAsync(Policy with { LoginName = RegistrationName.LocalPart, Groups = [group.Id], Roles = [role], Pin = RegistrationPin.Mailed });

        await BeginAsync("bea@example.com", language: "de");
        var made = await ConfirmAsync(Token(Mail(MailPurpose.Registration)));
        (made.LoginName, made.Pin).ShouldBe(("bea", null));
        var bea = _host.Records.All<User>().Single(user => user.LoginName == "bea");
        (bea.Groups.Single(), bea.Grants.Single().Role, bea.Language).ShouldBe((group.Id, role, "de"));
        var mail = Mail(MailPurpose.WelcomePin);
        mail.Subject.ShouldBe("Ihr Konto ist bereit");
        SixDigits().IsMatch(mail.Text).ShouldBeTrue();

        // a name that somebody has already is not taken over
        await BeginAsync("anna@EXAMPLE.com.example.com".Replace("@EXAMPLE.com.", "@", StringComparison.Ordinal));
        await SetAsync(Policy with { LoginName = RegistrationName.LocalPart });
        (await _branch.AnnaGrain.UpdateAsync(new UpdateUser { Email = "" }, Branch.System, None)).IsDone.ShouldBeTrue();
        await BeginAsync("anna@example.com");
        (await ConfirmAsync(Token(Mail(MailPurpose.Registration, "anna@example.com")))).LoginName.ShouldBe("anna@example.com");
    }

    // AU16: mutants: who waits logs in; approving is for everybody; a refused one can be approved by the old button
    [Fact]
    public async Task Approval_IsNeeded_BeforeAnybodyLogsIn()
    {
        await SetAsync(Policy with { NeedsApproval = true, ApproverAddress = "boss@example.com", Pin = RegistrationPin.Mailed });
        await BeginAsync("bea@example.com");
        var made = await ConfirmAsync(Token(Mail(MailPurpose.Registration)));
        (made.Waits, made.Pin).ShouldBe((true, null));
        Mail(MailPurpose.ApprovalWanted).To.ShouldBe("boss@example.com");
        var bea = (await _host.Grains.Lists(Branch.Tenant).ListWaitingUsersAsync(new Domain.Ports.PageRequest("", 10), Branch.System, None)).Items.ShouldHaveSingleItem();
        (await LogInAsync("bea@example.com")).ShouldBe(LogInCode.Wrong);

        var grain = _host.Grains.User(Branch.Tenant, bea.Id);
        (await grain.ReactivateAsync(Actor.Of((await _branch.AnnaGrain.GetAsync(None))!, ""), None)).Code.ShouldBe(CommandCode.Forbidden);
        (await grain.ReactivateAsync(Branch.System, None)).IsDone.ShouldBeTrue();
        (await LogInAsync("bea@example.com")).ShouldBe(LogInCode.Ok);
        SixDigits().IsMatch(Mail(MailPurpose.WelcomePin).Text).ShouldBeTrue();
        (await grain.GetAsync(None))!.PinHash.ShouldNotBeEmpty();
        _host.Records.Audit.Select(audit => audit.Entry.Action).ShouldContain("user.approved");

        await BeginAsync("carl@example.com");
        await ConfirmAsync(Token(Mail(MailPurpose.Registration, "carl@example.com")));
        var carl = _host.Records.All<User>().Single(user => user.LoginName == "carl@example.com");
        (await _host.Grains.User(Branch.Tenant, carl.Id).DeactivateAsync(Branch.System, None)).IsDone.ShouldBeTrue();
        _host.Records.All<User>().Single(user => user.Id == carl.Id).ShouldSatisfyAllConditions(user => user.Active.ShouldBeFalse(), user => user.AwaitsApproval.ShouldBeFalse());
    }

    [Theory]
    [InlineData("anna")]
    [InlineData("ANNA@example.com")]
    public async Task ForgottenPassword_IsReplacedByItsLink_WhichEndsSessionsAndLocks(string name)
    {
        var session = (await _host.Grains.Session(Branch.Tenant).LogInAsync(new LogIn { LoginName = "anna", Password = Password }, None)).Token!;
        for (var i = 0; i < 5; i++)
        {
            await LogInAsync("anna", "wrong");
        }

        (await ForgetAsync(name)).IsDone.ShouldBeTrue();
        var token = Token(Mail(MailPurpose.PasswordReset));
        (await ResetAsync(token, "weak")).Code.ShouldBe(CommandCode.Invalid);
        var both = await Task.WhenAll(ResetAsync(token, "Another-horse-9"), ResetAsync(token, "Another-mouse-9"));
        both.Count(result => result.IsDone).ShouldBe(1, "mutant: a link sets two passwords");
        (await _host.Grains.Session(Branch.Tenant).FindAsync(session, None)).ShouldBeNull();
        (await ResetAsync(token, "Third-horse-9x")).Code.ShouldBe(CommandCode.Refused);
        (await LogInAsync("anna")).ShouldBe(LogInCode.Wrong);
        (await LogInAsync("anna", both[0].IsDone ? "Another-horse-9" : "Another-mouse-9")).ShouldBe(LogInCode.Ok);
        Mail(MailPurpose.CredentialChanged).Text.ShouldContain("by means of a link");
    }

    [Fact]
    public async Task ForgottenPassword_OfNobody_IsAnsweredAlike_AndNobodyIsMailed()
    {
        var mails = _host.Mails.Queued.Length;
        (await ForgetAsync("nobody")).ShouldBeEquivalentTo(await ForgetAsync("nobody@example.com"));
        _host.Mails.Queued.Length.ShouldBe(mails);
        (await ForgetAsync("anna")).Code.ShouldBe(CommandCode.Done);
        await _branch.AnnaGrain.DeactivateAsync(Branch.System, None);
        mails = _host.Mails.Queued.Length;
        (await ForgetAsync("anna@example.com")).Code.ShouldBe(CommandCode.Done);
        _host.Mails.Queued.Length.ShouldBe(mails, "who is shut out is mailed nothing");
        await SetAsync(Policy, passwords: false);
        (await ForgetAsync("anna")).Code.ShouldBe(CommandCode.Refused);
    }

    [Fact]
    public async Task Link_OfAUserWhoWasShutOutMeanwhile_OpensNothing()
    {
        await ForgetAsync("anna");
        var token = Token(Mail(MailPurpose.PasswordReset));
        await _branch.AnnaGrain.DeactivateAsync(Branch.System, None);
        (await ResetAsync(token, "Another-horse-9")).Code.ShouldBe(CommandCode.Refused);
        _host.Time.Advance(TimeSpan.FromMinutes(30));
        await _branch.AnnaGrain.ReactivateAsync(Branch.System, None);
        (await ResetAsync(token, "Another-horse-9")).Code.ShouldBe(CommandCode.Refused, "mutant: the link outlives its half hour");
    }

    // ASVS 6.3.7: mutant: a change of how one logs in that nobody hears of
    [Fact]
    public async Task CredentialsChanged_AreTold_ToFormerAndNewAddress()
    {
        var grain = _branch.AnnaGrain;
        await grain.IssuePinAsync(Branch.System, None);
        await grain.AddCardAsync("04A2197F", Branch.System, None);
        await grain.RemoveCardAsync((await grain.GetAsync(None))!.Cards[0].Index, Branch.System, None);
        await grain.UpdateAsync(new UpdateUser { LoginName = "anna-2" }, Branch.System, None);
        await grain.UpdateAsync(new UpdateUser { Email = "thief@example.org" }, Branch.System, None);
        var told = _host.Mails.Queued.Where(queued => queued.Mail.Purpose == MailPurpose.CredentialChanged).Select(queued => queued.Content).ToList();
        foreach (var words in (string[])["password was changed", "new PIN", "card was added", "card was removed", "login name was changed"])
        {
            told.ShouldContain(mail => mail.To == "anna@example.com" && mail.Text.Contains(words, StringComparison.Ordinal), words);
        }

        told.Where(mail => mail.Text.Contains("e-mail address was changed", StringComparison.Ordinal)).Select(mail => mail.To).Distinct().ShouldBe(["anna@example.com", "thief@example.org"], ignoreOrder: true);
        var count = _host.Mails.Queued.Length;
        await grain.UpdateAsync(new UpdateUser { DisplayName = "Anna B" }, Branch.System, None);
        await grain.AddCardAsync("1", Branch.System, None);
        _host.Mails.Queued.Length.ShouldBe(count, "what does not change the login, or was refused, is not told");
    }

    [Fact]
    public async Task Policy_GroupsAndRoles_AreForAdministratorsToGive()
    {
        var tenant = _host.Grains.Tenant(Branch.Tenant);
        var clerk = Actor.Of((await _branch.AnnaGrain.GetAsync(None))!, [new HeldRight(Right.LoginSettings, [])], "");
        (await tenant.UpdateAsync(new UpdateTenant { Registration = Policy with { MailDomains = ["example.com", "example.net"] } }, clerk, None)).IsDone.ShouldBeTrue();
        (await tenant.UpdateAsync(new UpdateTenant { Registration = Policy with { Roles = [RoleId.Parse("customer-admin")] } }, clerk, None)).Code.ShouldBe(CommandCode.Forbidden);
        (await tenant.UpdateAsync(new UpdateTenant { Registration = Policy with { Roles = [RoleId.Parse("unknown")] } }, Branch.System, None)).Code.ShouldBe(CommandCode.Invalid);
        (await tenant.UpdateAsync(new UpdateTenant { Registration = Policy with { Groups = [GroupId.New(_host.Time)] } }, Branch.System, None)).Code.ShouldBe(CommandCode.Invalid);
    }

    private Task<CommandResult> BeginAsync(string email, string name = "Somebody", string origin = "192.0.2.1", string language = "") =>
        Grain.BeginRegistrationAsync(new BeginRegistration { Name = name, Email = email, Language = language, Origin = origin, PublicAddress = "https://print.test" }, None);

    private Task<ConfirmRegistrationResult> ConfirmAsync(string token, string password = Password) => Grain.ConfirmRegistrationAsync(new UseMailLink { Token = token, Password = password, PublicAddress = "https://print.test" }, None);

    private Task<CommandResult> ForgetAsync(string name) => Grain.BeginPasswordResetAsync(new BeginPasswordReset { Name = name, Origin = "192.0.2.1", PublicAddress = "https://print.test" }, None);

    private Task<CommandResult> ResetAsync(string token, string password) => Grain.CompletePasswordResetAsync(new UseMailLink { Token = token, Password = password }, None);

    private async Task<LogInCode> LogInAsync(string name, string password = Password) => (await _host.Grains.Session(Branch.Tenant).LogInAsync(new LogIn { LoginName = name, Password = password }, None)).Code;

    private async Task SetAsync(RegistrationPolicy policy, bool passwords = true) =>
        (await _host.Grains.Tenant(Branch.Tenant).UpdateAsync(new UpdateTenant { Registration = policy, PasswordByMail = passwords }, Branch.System, None)).Messages.ShouldBeEmpty();

    private MailContent Mail(MailPurpose purpose, string? to = null) =>
        _host.Mails.Queued.Last(queued => queued.Mail.Purpose == purpose && (to is null || queued.Content.To == to)).Content;

    private static string Token(MailContent mail) => mail.Text.Split('#')[1].Split('\n')[0];

    [GeneratedRegex(@"^\d{6}$", RegexOptions.Multiline, 1_000)]
    private static partial Regex SixDigits();
}
