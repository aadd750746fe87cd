using Platen.Domain.Mail;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Tests.Support;
using Platen.TestKit.Users;

namespace Platen.Grains.Tests.Users;

/// <summary>AU12: whose account is locked by wrong tries is told by mail, in the transaction of the lock (ASVS 6.3.7).</summary>
public sealed class LockNoticeTests : IAsyncLifetime
{
    private const string Password = "Kettle-drum-4852";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly GrainHost _host = new();
    private Branch _branch = null!;

    private MailContent[] Notices => [.. _host.Mails.Queued.Where(queued => queued.Mail.Purpose == MailPurpose.SecurityNotice).Select(queued => queued.Content)];

    public async Task InitializeAsync()
    {
        _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();
        _host.Mails.IsSet = true;
        (await _branch.AnnaGrain.UpdateAsync(new UpdateUser { Email = "anna@example.com", Language = "de" }, Branch.System, None)).IsDone.ShouldBeTrue();
        (await _branch.AnnaGrain.SetPasswordAsync(Password, Branch.System, None)).IsDone.ShouldBeTrue();
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    // Mutants: nobody is told; each failure tells; failures while locked tell; what was typed is in the mail
    [Fact]
    public async Task Lock_OnTheWeb_IsToldOnce_WithTimePlaceAndAdvice()
    {
        for (var i = 0; i < 4; i++)
        {
            (await LogInAsync("wrong-secret-9")).ShouldBe(LogInCode.Wrong);
        }

        Notices.ShouldBeEmpty();
        var entries = _host.Records.Audit.Count;
        (await LogInAsync("wrong-secret-9")).ShouldBe(LogInCode.Locked);
        _host.Records.Audit.Count.ShouldBe(entries + 2, "the try, and the lock");
        (await LogInAsync("wrong-secret-9")).ShouldBe(LogInCode.Locked);
        var mail = Notices.ShouldHaveSingleItem();
        mail.ShouldSatisfyAllConditions(
            to => to.To.ShouldBe("anna@example.com"), to => to.Text.ShouldContain("gesperrt"), to => to.Text.ShouldContain("192.0.2.7"), to => to.Text.ShouldContain($"{_host.Time.GetUtcNow():yyyy-MM-dd HH:mm} UTC"),
            to => to.Text.ShouldContain("Melden Sie es der Administration"), to => to.Text.ShouldNotContain("wrong-secret-9"), to => to.Html.ShouldNotContain("wrong-secret-9"));
    }

    // Mutants: facts of branches tell nobody; the lock after the card is not one; a lock that is over when it is reported is news
    [Fact]
    public async Task Lock_AtADevice_IsToldWithItsPlace_ALongPastOneIsNot()
    {
        await FailAsync(LoginMethod.Pin);
        Notices.ShouldHaveSingleItem().Text.ShouldContain($"{Branch.SiteId}/{Branch.DeviceId}, 192.0.2.8");
        await FailAsync(LoginMethod.CardAndPin);
        Notices.Length.ShouldBe(2);
        Notices[1].Text.ShouldContain("Nach Ihrer Karte");
        var old = _branch.Next(_branch.Login(LoginResult.WrongCredential) with { SourceAddress = "192.0.2.8" }) with { At = _host.Time.GetUtcNow() };
        _host.Time.Advance(TimeSpan.FromDays(2));
        for (var i = 0; i < 5; i++)
        {
            await _branch.IngestAsync(_branch.Next(old.Body) with { At = old.At });
        }

        Notices.Length.ShouldBe(2);
    }

    // Mutants: the count has no end; it never begins anew
    [Fact]
    public async Task Locks_AgainAndAgain_AreToldThreeTimesADay()
    {
        for (var times = 0; times < 6; times++)
        {
            await FailAsync(LoginMethod.Pin);
            _host.Time.Advance(TimeSpan.FromMinutes(16));
        }

        Notices.Length.ShouldBe(LockNotices.Max);
        _host.Time.Advance(LockNotices.Window);
        await FailAsync(LoginMethod.Pin);
        Notices.Length.ShouldBe(LockNotices.Max + 1);
    }

    [Fact]
    public async Task Lock_WithoutAMailServerOrAnAddress_HoldsAllTheSame()
    {
        _host.Mails.IsSet = false;
        await FailAsync(LoginMethod.Pin);
        (await LogInAsync(Password)).ShouldBe(LogInCode.Locked);
        _host.Mails.IsSet = true;
        _host.Time.Advance(TimeSpan.FromMinutes(16));
        (await _branch.AnnaGrain.UpdateAsync(new UpdateUser { Email = "" }, Branch.System, None)).IsDone.ShouldBeTrue();
        await FailAsync(LoginMethod.Pin);
        (await LogInAsync(Password)).ShouldBe(LogInCode.Locked);
        Notices.ShouldBeEmpty();
        (await _branch.AnnaGrain.GetAsync(None))!.LockNotices.ShouldBeNull("what was not sent is not counted");
    }

    // Mutant: a recovery code opens the account, and nobody hears of it
    [Fact]
    public async Task RecoveryCode_Used_IsTold_TheAppsCodeIsNot()
    {
        var anna = Actor.Of((await _branch.AnnaGrain.GetAsync(None))!, "");
        var app = new AuthenticatorApp((await _branch.AnnaGrain.BeginFactorAsync(anna, None)).Secret!);
        var codes = await _branch.AnnaGrain.ConfirmFactorAsync(app.Code(_host.Time.GetUtcNow()), anna, None);
        codes.Result.Messages.ShouldBeEmpty();
        (await LogInAsync(Password, app.Code(_host.Time.GetUtcNow(), stepsAhead: 1))).ShouldBe(LogInCode.Ok);
        Notices.ShouldBeEmpty();
        (await LogInAsync(Password, codes.Recovery[0])).ShouldBe(LogInCode.Ok);
        var mail = Notices.ShouldHaveSingleItem();
        mail.Text.ShouldContain("Wiederherstellungscodes");
        mail.Text.ShouldNotContain(codes.Recovery[0]);
    }

    // Mutant: whose password somebody else has set is told of a change, and not what to do
    [Fact]
    public async Task Password_SetBySomebodyElse_IsToldAsAnInitialOne()
    {
        var boss = Actor.Of((await _branch.AnnaGrain.GetAsync(None))! with { Id = UserId.New(_host.Time), Role = UserRole.Administrator }, "");
        var given = await _branch.AnnaGrain.GivePasswordAsync(new GivePassword(), boss, None);
        given.Result.Messages.ShouldBeEmpty();
        var mail = _host.Mails.Queued[^1].Content;
        mail.Text.ShouldContain("vorläufiges Passwort");
        mail.Text.ShouldNotContain(given.Password!);
    }

    private async Task FailAsync(LoginMethod method)
    {
        for (var i = 0; i < 5; i++)
        {
            await _branch.ReportAsync(_branch.Login(LoginResult.WrongCredential, method) with { SourceAddress = "192.0.2.8" });
        }
    }

    private async Task<LogInCode> LogInAsync(string password, string code = "") =>
        (await _host.Grains.Session(Branch.Tenant).LogInAsync(new LogIn { LoginName = "anna", Password = password, Code = code, Origin = "192.0.2.7" }, None)).Code;
}
