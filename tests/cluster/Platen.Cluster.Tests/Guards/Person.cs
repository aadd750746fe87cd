using System.Collections.Immutable;
using Platen.Cluster.Tests.Support;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Tests.Support;

namespace Platen.Cluster.Tests.Guards;

/// <summary>A user, and what must be true of them at either side, whoever answers.</summary>
internal sealed class Person
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly SplitBrain _split;
    private readonly string _name;
    private readonly List<string> _live = [];
    private readonly List<string> _ended = [];
    private int _passwords;
    private int _cardsMade;

    private Person(SplitBrain split, string name) => (_split, _name) = (split, name);

    public UserId User { get; } = UserId.New(TimeProvider.System);

    public bool Active { get; private set; } = true;

    public int Cards { get; private set; }

    private string Password => $"Correct-horse-{_name}-{_passwords}";

    public static async Task<Person> CreateAsync(SplitBrain split, int number)
    {
        var person = new Person(split, $"user{number}");
        var command = new CreateUser { LoginName = person._name, DisplayName = person._name, Role = UserRole.User, Password = person.Password };
        (await person.Grain(0).CreateAsync(command, Branch.System, None)).Result.Code.ShouldBe(CommandCode.Done);
        return person;
    }

    public async Task DeactivateAsync(int side)
    {
        (await Grain(side).DeactivateAsync(Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        Active = false;
        End();
    }

    public async Task ReactivateAsync(int side)
    {
        (await Grain(side).ReactivateAsync(Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        Active = true;
    }

    public async Task ChangePasswordAsync(int side)
    {
        _passwords++;
        (await Grain(side).SetPasswordAsync(Password, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        End();
    }

    public async Task ChangeCardsAsync(int side)
    {
        if (Cards == 0)
        {
            (await Grain(side).AddCardAsync($"04{_name[^1]}0{_cardsMade++:X6}", Branch.System, None)).Code.ShouldBe(CommandCode.Done);
            Cards++;
            return;
        }

        var row = (await Grain(side).GetAsync(None)).ShouldNotBeNull();
        row.Cards.Length.ShouldBe(Cards);
        (await Grain(side).RemoveCardAsync(row.Cards[0].Index, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        Cards--;
    }

    public async Task LogInAsync(int side)
    {
        if (_passwords > 0)
        {
            (await SessionAsync(side, $"Correct-horse-{_name}-{_passwords - 1}")).Code.ShouldBe(LogInCode.Wrong, "the password of before");
        }

        var result = await SessionAsync(side, Password);
        result.Code.ShouldBe(Active ? LogInCode.Ok : LogInCode.Wrong, Active ? "an active user" : "a revoked user");
        if (Active)
        {
            _live.Add(result.Token.ShouldNotBeNull());
        }
    }

    /// <summary>A login under way while the other side deactivates: whoever was first, afterwards nobody is in.</summary>
    public async Task LogInWhileDeactivatedAsync(int side)
    {
        var login = SessionAsync(side, Password);
        await DeactivateAsync(1 - side);
        if ((await login).Token is { Length: > 0 } token)
        {
            _ended.Add(token);
        }

        await SessionsAreAsTheyShouldAsync(side);
        await SessionsAreAsTheyShouldAsync(1 - side);
    }

    public async Task SessionsAreAsTheyShouldAsync(int side)
    {
        foreach (var token in _live)
        {
            (await FindAsync(side, token)).ShouldBeTrue("a session that nobody ended");
        }

        foreach (var token in _ended)
        {
            (await FindAsync(side, token)).ShouldBeFalse($"a session that was ended, of {(Active ? "an active" : "a revoked")} user");
        }
    }

    private void End()
    {
        _ended.AddRange(_live);
        _live.Clear();
    }

    private async Task<bool> FindAsync(int side, string token) => await _split.Sides[side].Grains.Session(Branch.Tenant).FindAsync(token, None) is not null;

    private Task<LogInResult> SessionAsync(int side, string password) =>
        _split.Sides[side].Grains.Session(Branch.Tenant).LogInAsync(new LogIn { LoginName = _name, Password = password, Origin = "192.0.2.1" }, None);

    private IUserGrain Grain(int side) => _split.Sides[side].Grains.User(Branch.Tenant, User);
}
