using Platen.Domain.Ports;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Users;

public sealed class UserGrainTests : IAsyncLifetime
{
    private const string Password = "correct horse drum";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly GrainHost _host = new();
    private Branch _branch = null!;

    private ISessionGrain Session => _host.Grains.Session(Branch.Tenant);

    public async Task InitializeAsync() => _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    private async Task<PasswordPepper?> PepperAsync() => PasswordPepper.Of((await _host.Secrets.GetAsync(Branch.Tenant, None)).AsSpan());

    [Fact]
    public async Task Create_WithPinAndCard_GivesThePinOnceAndStoresNeither()
    {
        var id = UserId.New(_host.Time);
        var command = new CreateUser { LoginName = "bert", DisplayName = "Bert", Role = UserRole.User, CardNumber = "04:A2:19:7F", IssuePin = true };
        var created = await _host.Grains.User(Branch.Tenant, id).CreateAsync(command, Branch.System, None);
        created.Result.Code.ShouldBe(CommandCode.Done);
        PinPolicy.IsTrivial(created.Pin!).ShouldBeFalse();
        var row = _host.Records.All<User>().Single(user => user.Id == id);
        row.ToString().ShouldNotContain(created.Pin!);
        PasswordHash.Verify(row.PinHash, created.Pin!, await PepperAsync()).ShouldBeTrue();
        row.PinIndex.ShouldBe(CredentialIndex.OfPin((await _host.Secrets.GetAsync(Branch.Tenant, None)).AsSpan(), created.Pin!));
        row.Cards.Single().Label.ShouldBe("…197F");
    }

    [Fact]
    public async Task Create_AllWrong_NamesEveryError()
    {
        var command = new CreateUser { LoginName = "", DisplayName = "", Role = UserRole.Unspecified, Password = "abc", CardNumber = "1" };
        var result = (await _host.Grains.User(Branch.Tenant, UserId.New(_host.Time)).CreateAsync(command, Branch.System, None)).Result;
        (result.Code, result.Messages.Length).ShouldBe((CommandCode.Invalid, 6));
    }

    [Fact]
    public async Task Create_ByAnOrdinaryUser_IsForbidden()
    {
        var anna = Actor.Of((await _branch.AnnaGrain.GetAsync(None))!, "");
        var command = new CreateUser { LoginName = "bert", DisplayName = "Bert", Role = UserRole.Administrator };
        (await _host.Grains.User(Branch.Tenant, UserId.New(_host.Time)).CreateAsync(command, anna, None)).Result.Code.ShouldBe(CommandCode.Forbidden);
    }

    [Fact]
    public async Task Create_WithATakenLoginName_IsNotUnique()
    {
        var command = new CreateUser { LoginName = "ANNA", DisplayName = "Anna", Role = UserRole.User };
        (await _host.Grains.User(Branch.Tenant, UserId.New(_host.Time)).CreateAsync(command, Branch.System, None)).Result.Code.ShouldBe(CommandCode.NotUnique);
    }

    // AU05. Mutant: give up, or show the first PIN drawn, when it is taken.
    [Fact]
    public async Task IssuePin_WhenTheDrawnOneIsTaken_DrawsAnother()
    {
        var drawn = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            _host.Records.Order(commit =>
            {
                drawn.Add(commit.Changes.OfType<UserChange>().Single().Row.PinHash);
                return new CommitResult(CommitCode.NotUnique, "The PIN is taken.") { Taken = UniqueName.Pin };
            });
        }

        var issued = await _branch.AnnaGrain.IssuePinAsync(Branch.System, None);
        issued.Result.Code.ShouldBe(CommandCode.Done);
        drawn.Count.ShouldBe(3);
        PasswordHash.Verify(_host.Records.All<User>().Single().PinHash, issued.Pin!, await PepperAsync()).ShouldBeTrue();
    }

    // AU06. Mutants: no wait; the administrator waits too; the wait begins anew with each refusal
    [Fact]
    public async Task IssuePin_ByTheUserTwiceInSevenDays_IsRefusedButNotByAdministrators()
    {
        var anna = Actor.Of((await _branch.AnnaGrain.GetAsync(None))!, "");
        (await _branch.AnnaGrain.IssuePinAsync(anna, None)).Result.Code.ShouldBe(CommandCode.Done);
        _host.Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        var refused = await _branch.AnnaGrain.IssuePinAsync(anna, None);
        (refused.Result.Code, refused.Pin).ShouldBe((CommandCode.Refused, null));
        _host.Time.Advance(TimeSpan.FromSeconds(1));
        (await _branch.AnnaGrain.IssuePinAsync(anna, None)).Result.Code.ShouldBe(CommandCode.Done);
        (await _branch.AnnaGrain.IssuePinAsync(Branch.System, None)).Result.Code.ShouldBe(CommandCode.Done);
    }

    [Fact]
    public async Task Update_WhenSomebodyElseWasFaster_DecidesAgain()
    {
        await using var twin = _host.Twin();
        await twin.Grains.User(Branch.Tenant, _branch.Anna).UpdateAsync(new UpdateUser { Email = "anna@example.com" }, Branch.System, None);
        (await _branch.AnnaGrain.UpdateAsync(new UpdateUser { DisplayName = "Anna B." }, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        var row = _host.Records.All<User>().Single();
        (row.DisplayName, row.Email, row.Version).ShouldBe(("Anna B.", "anna@example.com", 3));
    }

    [Fact]
    public async Task Update_WhenOthersAreAlwaysFaster_IsContendedInTheEnd()
    {
        for (var i = 0; i < 8; i++)
        {
            _host.Records.Order(_ => new CommitResult(CommitCode.Conflict, "user"));
        }

        (await _branch.AnnaGrain.UpdateAsync(new UpdateUser { DisplayName = "Anna B." }, Branch.System, None)).Code.ShouldBe(CommandCode.Contended);
    }

    [Fact]
    public async Task Update_OfOwnRole_IsRefused()
    {
        await _branch.AnnaGrain.UpdateAsync(new UpdateUser { Role = UserRole.Administrator }, Branch.System, None);
        var anna = Actor.Of((await _branch.AnnaGrain.GetAsync(None))!, "");
        (await _branch.AnnaGrain.UpdateAsync(new UpdateUser { Role = UserRole.User }, anna, None)).Code.ShouldBe(CommandCode.Refused);
        (await _branch.AnnaGrain.DeactivateAsync(anna, None)).Code.ShouldBe(CommandCode.Refused);
    }

    [Fact]
    public async Task Cards_AddedTwiceAndRemoved_AreThereOnceThenGone()
    {
        (await _branch.AnnaGrain.AddCardAsync("12-34-56", Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        (await _branch.AnnaGrain.AddCardAsync("123456", Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        var card = (await _branch.AnnaGrain.GetAsync(None))!.Cards.ShouldHaveSingleItem();
        (await _branch.AnnaGrain.RemoveCardAsync(card.Index, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        (await _branch.AnnaGrain.GetAsync(None))!.Cards.ShouldBeEmpty();
    }

    [Fact]
    public async Task LogIn_RightPassword_StartsASessionThatEndsWithDeactivation()
    {
        (await _branch.AnnaGrain.SetPasswordAsync(Password, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        var result = await Session.LogInAsync(new LogIn { LoginName = "Anna", Password = Password, Origin = "192.0.2.1" }, None);
        result.Code.ShouldBe(LogInCode.Ok);
        (await Session.FindAsync(result.Token!, None))!.User.Id.ShouldBe(_branch.Anna);
        await _branch.AnnaGrain.DeactivateAsync(Branch.System, None);
        (await Session.FindAsync(result.Token!, None)).ShouldBeNull();
        (await Session.LogInAsync(new LogIn { LoginName = "anna", Password = Password }, None)).Code.ShouldBe(LogInCode.Wrong);
    }

    // AU12. Mutant: check the password before the lock and let it pass.
    [Fact]
    public async Task LogIn_FiveFailures_LockEvenTheRightPasswordUntilTheTimeIsOver()
    {
        await _branch.AnnaGrain.SetPasswordAsync(Password, Branch.System, None);
        for (var i = 0; i < 4; i++)
        {
            (await _branch.AnnaGrain.LogInAsync("wrong", "", None)).Code.ShouldBe(LogInCode.Wrong);
        }

        (await _branch.AnnaGrain.LogInAsync("wrong", "", None)).Code.ShouldBe(LogInCode.Locked);
        (await _branch.AnnaGrain.LogInAsync(Password, "", None)).Code.ShouldBe(LogInCode.Locked);
        _host.Time.Advance(TimeSpan.FromMinutes(15));
        (await _branch.AnnaGrain.LogInAsync(Password, "", None)).Code.ShouldBe(LogInCode.Ok);
    }

    [Fact]
    public async Task LogIn_UnknownName_IsWrongAndTheNameIsNotLogged()
    {
        (await Session.LogInAsync(new LogIn { LoginName = "my-password-by-mistake", Password = "x" }, None)).Code.ShouldBe(LogInCode.Wrong);
        var audit = _host.Records.Audit[^1].Entry;
        (audit.Action, audit.Success).ShouldBe(("login.failed", false));
        audit.ToString().ShouldNotContain("mistake");
    }

    // Mutant: count a card's failures, or tell the sites of each count.
    [Fact]
    public async Task Facts_OfFailures_LockThroughTheFeed()
    {
        var before = _host.Records.Feed.Count;
        for (var i = 0; i < 4; i++)
        {
            await _branch.ReportAsync(_branch.Login(LoginResult.WrongCredential), _branch.Login(LoginResult.WrongCredential, LoginMethod.Card));
        }

        _host.Records.Feed.Count.ShouldBe(before);
        await _branch.ReportAsync(_branch.Login(LoginResult.WrongCredential));
        (await _branch.AnnaGrain.GetAsync(None))!.LockedUntil.ShouldBe(_host.Time.GetUtcNow() + TimeSpan.FromMinutes(15));
        _host.Records.Feed.Count.ShouldBe(before + 1);
        (await _branch.AnnaGrain.UnlockAsync(Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        (await _branch.AnnaGrain.GetAsync(None))!.LockedUntil.ShouldBeNull();
    }
}
