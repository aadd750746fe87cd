using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Users;

/// <summary>AZ02, AZ03: who holds rights over the members of a group acts on them and on nobody else. The grains refuse, whoever asks them.</summary>
public sealed class GroupScopeTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly GrainHost _host = new();
    private GroupId _sales;
    private Actor _head = null!;

    public async Task InitializeAsync()
    {
        await new Branch(_host.Grains, _host.Time).SetUpAsync(withUser: false);
        _sales = GroupId.New(_host.Time);
        (await _host.Grains.Group(Branch.Tenant, _sales).PutAsync(new PutGroup { Name = "Sales" }, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        var head = await AddAsync("head");
        (await head.SetGrantsAsync(new SetGrants { Grants = [RoleGrant.Narrowed(RoleId.Parse("user-admin"), [], [_sales])] }, Branch.System, None)).Messages.ShouldBeEmpty();
        _head = await ActorAsync(head);
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    // Mutants, each in turn: MayEdit, IsOverseen, MayChange and LoginsOf.MayEndAsync take a right over a group for one everywhere
    [Fact]
    public async Task Head_OfAGroup_ActsOnMembersOnly()
    {
        var (member, other) = (await AddAsync("member", "Sales"), await AddAsync("other"));
        (await ActAsync(member)).ShouldAllBe(code => code == CommandCode.Done);
        (await ActAsync(other)).ShouldAllBe(code => code == CommandCode.Forbidden);
        var sessions = _host.Grains.Session(Branch.Tenant);
        (await sessions.EndOneAsync((await other.GetAsync(None))!.Id, "nothing", _head, None)).Code.ShouldBe(CommandCode.Forbidden);
        (await sessions.EndOneAsync((await member.GetAsync(None))!.Id, "nothing", _head, None)).Code.ShouldBe(CommandCode.NotFound);
    }

    [Fact]
    public async Task Head_OfAGroup_NeitherAddsNorRegroupsUsers()
    {
        var member = await AddAsync("member", "Sales");
        (await member.UpdateAsync(new UpdateUser { Groups = [] }, _head, None)).Code.ShouldBe(CommandCode.Forbidden);
        (await _host.Grains.User(Branch.Tenant, UserId.New(_host.Time)).CreateAsync(new CreateUser { LoginName = "new", DisplayName = "New", Role = UserRole.User }, _head, None)).Result.Code.ShouldBe(CommandCode.Forbidden);
        (await _host.Grains.Group(Branch.Tenant, _sales).PutAsync(new PutGroup { Name = "Mine" }, _head, None)).Code.ShouldBe(CommandCode.Forbidden);
    }

    [Fact]
    public async Task Import_ByTheHeadOfAGroup_ChangesMembersOnly()
    {
        await AddAsync("member", "Sales");
        await AddAsync("other");
        foreach (var dry in new[] { true, false })
        {
            var lines = await _host.Grains.UserImport(Branch.Tenant).ImportAsync(new ImportUsers { DryRun = dry, Lines = [Line(1, "member"), Line(2, "other"), Line(3, "nobody")] }, _head, None);
            lines.Select(line => line.Outcome).ShouldBe([ImportOutcome.Changed, ImportOutcome.Refused, ImportOutcome.Refused]);
            lines[1].Messages.ShouldBe(lines[2].Messages, "whether there is such a user is not told");
        }
    }

    [Fact]
    public async Task Member_TakenOutOfTheGroup_IsOutOfReachAtOnce()
    {
        var member = await AddAsync("member", "Sales");
        (await member.UpdateAsync(new UpdateUser { Groups = [] }, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        (await ActAsync(member)).ShouldAllBe(code => code == CommandCode.Forbidden);
    }

    // Mutant: SessionViews does not ask whether the groups of rights are in use
    [Fact]
    public async Task Group_GivenUp_TakesTheRightsOverIt()
    {
        var head = _host.Grains.User(Branch.Tenant, _head.UserId!.Value);
        (await _host.Grains.Group(Branch.Tenant, _sales).PutAsync(new PutGroup { Name = "Sales", Active = false }, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        Rights.Has(await ActorAsync(head), Right.EditUsers).ShouldBeFalse();
    }

    [Fact]
    public async Task Grant_OverAGroupThatIsNone_IsRefused()
    {
        var user = await AddAsync("user");
        var result = await user.SetGrantsAsync(new SetGrants { Grants = [RoleGrant.Narrowed(RoleId.Parse("user-admin"), [], [GroupId.New(_host.Time)])] }, Branch.System, None);
        (result.Code, result.Messages.Single()).ShouldBe((CommandCode.Invalid, result.Messages.Single()));
        result.Messages.Single().ShouldContain("no group");
    }

    [Fact]
    public async Task MemberWhoHoldsMore_IsOutOfReach()
    {
        // mutant: Covers does not compare groups
        var member = await AddAsync("member", "Sales");
        (await member.SetGrantsAsync(new SetGrants { Grants = [new RoleGrant { Role = RoleId.Parse("user-admin") }] }, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        (await member.SetPasswordAsync("Correct horse battery 7", _head, None)).Code.ShouldBe(CommandCode.Forbidden);
    }

    private static UserLine Line(int number, string name) => new() { Number = number, LoginName = name, Email = $"{name}@example.com" };

    private async Task<CommandCode[]> ActAsync(IUserGrain user) =>
    [
        (await user.UpdateAsync(new UpdateUser { Email = "a@example.com" }, _head, None)).Code,
        (await user.UpdateAsync(new UpdateUser { PersonalNumber = "77" }, _head, None)).Code,
        (await user.DeactivateAsync(_head, None)).Code,
        (await user.ReactivateAsync(_head, None)).Code,
        (await user.UnlockAsync(_head, None)).Code,
        (await user.IssuePinAsync(_head, None)).Result.Code,
        (await user.AddCardAsync("04A1B2C3", _head, None)).Code,
        (await user.SetPasswordAsync("Correct horse battery 7", _head, None)).Code,
    ];

    private async Task<IUserGrain> AddAsync(string name, params string[] groups)
    {
        var grain = _host.Grains.User(Branch.Tenant, UserId.New(_host.Time));
        (await grain.CreateAsync(new CreateUser { LoginName = name, DisplayName = name, Role = UserRole.User }, Branch.System, None)).Result.Messages.ShouldBeEmpty();
        (await grain.UpdateAsync(new UpdateUser { Groups = [.. groups] }, Branch.System, None)).Messages.ShouldBeEmpty();
        return grain;
    }

    private async Task<Actor> ActorAsync(IUserGrain user)
    {
        const string Password = "Correct horse battery 8";
        (await user.SetPasswordAsync(Password, Branch.System, None)).Messages.ShouldBeEmpty();
        var sessions = _host.Grains.Session(Branch.Tenant);
        var login = await sessions.LogInAsync(new LogIn { LoginName = (await user.GetAsync(None))!.LoginName, Password = Password, Origin = "test" }, None);
        return (await sessions.FindAsync(login.Token!, None))!.ToActor("");
    }
}
