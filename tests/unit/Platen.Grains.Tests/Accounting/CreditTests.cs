using System.Collections.Immutable;
using Platen.Domain.Accounting;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Accounting;
using Platen.Grains.Abstractions.Tenants;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Accounting;

/// <summary>AC02, AZ03: who recharges whose credit, once, within which limits, and what the audit log says of it.</summary>
public sealed class CreditTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly GrainHost _host = new();
    private Branch _branch = null!;
    private GroupId _pupils;

    private ICreditGrain Credit => _host.Grains.Credit(Branch.Tenant);

    public async Task InitializeAsync()
    {
        _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();
        _pupils = GroupId.New(_host.Time);
        (await _host.Grains.Group(Branch.Tenant, _pupils).PutAsync(new PutGroup { Name = "Pupils" }, Branch.System, None)).Messages.ShouldBeEmpty();
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Recharge_MovesTheBalance_AndIsAudited()
    {
        await SwitchOnAsync();
        var desk = Desk();
        var booked = await _branch.AnnaGrain.BookCreditAsync(Recharge(105_000, "k1") with { Reason = " Cash desk " }, desk, None);
        booked.Result.Messages.ShouldBeEmpty();
        booked.Entry.ShouldNotBeNull().ShouldSatisfyAllConditions(entry => entry.Position.ShouldBe(1), entry => entry.BalanceE4.ShouldBe(105_000), entry => entry.By.ShouldBe(desk.AuditName), entry => entry.Reason.ShouldBe("Cash desk"));
        (await _branch.AnnaGrain.BookCreditAsync(Correct(-205_000, "k2"), desk, None)).Entry!.BalanceE4.ShouldBe(-100_000, "a balance may go below zero");

        var view = await Credit.FindAsync(_branch.Anna, desk, None);
        view.ShouldNotBeNull().ShouldSatisfyAllConditions(v => v.BalanceE4.ShouldBe(-100_000), v => v.Currency.ShouldBe("EUR"), v => v.IsOpen.ShouldBeTrue());
        var audit = _host.Records.Audit.Select(row => row.Entry).Where(entry => entry.Action.StartsWith("credit.", StringComparison.Ordinal)).ToList();
        audit.Select(entry => (entry.Action, entry.Actor, entry.Subject)).ShouldBe([("credit.recharged", desk.AuditName, $"user:{_branch.Anna}"), ("credit.corrected", desk.AuditName, $"user:{_branch.Anna}")]);
        audit[1].Details.ShouldSatisfyAllConditions(
            d => d["amount"].ShouldBe("-20.50"), d => d["balance.before"].ShouldBe("10.50"), d => d["balance.after"].ShouldBe("-10.00"), d => d["reason"].ShouldBe("Paid twice"), d => d["currency"].ShouldBe("EUR"));
    }

    // mutants: no look at the key; a look that takes any booking for the same
    [Fact]
    public async Task SameKey_BooksOnce_AndAnswersAsTheFirst()
    {
        await SwitchOnAsync();
        var first = await _branch.AnnaGrain.BookCreditAsync(Recharge(10_000, "k"), Desk(), None);
        (await _branch.AnnaGrain.BookCreditAsync(Recharge(10_000, "k"), Desk(), None)).ShouldBe(first);
        await using (var twin = _host.Twin())
        {
            (await twin.Grains.User(Branch.Tenant, _branch.Anna).BookCreditAsync(Recharge(10_000, "k"), Desk(), None)).ShouldBe(first);
        }

        (await _branch.AnnaGrain.BookCreditAsync(Recharge(20_000, "k"), Desk(), None)).Result.Code.ShouldBe(CommandCode.Refused, "another amount is another booking");
        (await _branch.AnnaGrain.BookCreditAsync(Recharge(10_000, "k"), Desk(UserId.New(_host.Time)), None)).Result.Code.ShouldBe(CommandCode.Refused, "somebody else's is another booking");
        _host.Records.Credit.Count.ShouldBe(1);
        _host.Records.Audit.Count(row => row.Entry.Action == "credit.recharged").ShouldBe(1);
    }

    [Fact]
    public async Task Rights_ReachTheMembersOfTheirGroups_AndNeverOneself()
    {
        await SwitchOnAsync();
        var bert = UserId.New(_host.Time);
        (await _host.Grains.User(Branch.Tenant, bert).CreateAsync(new CreateUser { LoginName = "bert", DisplayName = "Bert", Role = UserRole.User }, Branch.System, None)).Result.Messages.ShouldBeEmpty();
        (await _branch.AnnaGrain.UpdateAsync(new UpdateUser { Groups = ["Pupils"] }, Branch.System, None)).Messages.ShouldBeEmpty();
        var teacher = Person(UserId.New(_host.Time), HeldRight.Over(Right.RechargeCredit, [_pupils]));

        (await _branch.AnnaGrain.BookCreditAsync(Recharge(1, "k"), teacher, None)).Result.Messages.ShouldBeEmpty();
        (await _host.Grains.User(Branch.Tenant, bert).BookCreditAsync(Recharge(1, "k"), teacher, None)).Result.Code.ShouldBe(CommandCode.Forbidden);
        (await _host.Grains.User(Branch.Tenant, UserId.New(_host.Time)).BookCreditAsync(Recharge(1, "k"), teacher, None)).Result.Code.ShouldBe(CommandCode.Forbidden, "nobody cannot be told from somebody else's");
        (await Credit.BalancesAsync([_branch.Anna, bert], teacher, None)).Select(view => view.User).ShouldBe([_branch.Anna]);
        (await Credit.FindAsync(bert, teacher, None)).ShouldBeNull();
        (await Credit.ListAsync(bert, new(), new(), teacher, None)).ShouldBeNull();

        var anna = Person(_branch.Anna, new HeldRight(Right.RechargeCredit, []));
        (await _branch.AnnaGrain.BookCreditAsync(Recharge(1, "mine"), anna, None)).Result.Code.ShouldBe(CommandCode.Forbidden, "nobody recharges the own credit");
        (await _branch.AnnaGrain.BookCreditAsync(Recharge(1, "mine"), Person(_branch.Anna), None)).Result.Code.ShouldBe(CommandCode.Forbidden);
        (await Credit.FindAsync(_branch.Anna, Person(_branch.Anna), None)).ShouldNotBeNull("one sees the own");
        (await Credit.FindAsync(_branch.Anna, Person(bert, new HeldRight(Right.ReadUsers, []), new HeldRight(Right.ReadReports, []), new HeldRight(Right.EditUsers, [])), None)).ShouldBeNull("other rights show no balances");
        var administrator = Actor.Of(new User { Tenant = Branch.Tenant, Id = _branch.Anna, LoginName = "anna", DisplayName = "Anna", Role = UserRole.Administrator }, [], "");
        (await _branch.AnnaGrain.BookCreditAsync(Recharge(1, "mine"), administrator, None)).Result.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Booking_ThatIsWrong_IsRefusedWithTheReason()
    {
        (await _branch.AnnaGrain.BookCreditAsync(Recharge(1, "k"), Desk(), None)).Result.Messages[0].ShouldContain("off");
        await SwitchOnAsync(new CreditPolicy { Enabled = true, AmountMaxE4 = 500_000 });
        await Refused(Recharge(0, "k"), "zero");
        await Refused(Recharge(-1, "k"), "more than zero");
        await Refused(Recharge(500_001, "k"), "50.00");
        await Refused(Correct(-500_001, "k"), "50.00");
        await Refused(Recharge(1, ""), "idempotency key");
        await Refused(Recharge(1, "a b"), "idempotency key");
        await Refused(Recharge(1, new string('k', 129)), "idempotency key");
        await Refused(Correct(1, "k") with { Reason = " " }, "says why");
        await Refused(Recharge(1, "k") with { Reason = new string('r', 301) }, "300");
        await Refused(Recharge(1, "k") with { Kind = CreditEntryKind.Print }, "kind");
        _host.Records.Credit.ShouldBeEmpty();

        (await _branch.AnnaGrain.DeactivateAsync(Branch.System, None)).Messages.ShouldBeEmpty();
        await Refused(Recharge(1, "k"), "shut out");
        (await _branch.AnnaGrain.BookCreditAsync(Correct(-1, "k"), Desk(), None)).Result.Messages.ShouldBeEmpty("what is in the account of somebody who left is put right");
    }

    [Fact]
    public async Task Account_OfWhoLeftTheGroups_StaysAndIsClosed()
    {
        (await _branch.AnnaGrain.UpdateAsync(new UpdateUser { Groups = ["Pupils"] }, Branch.System, None)).Messages.ShouldBeEmpty();
        await SwitchOnAsync(new CreditPolicy { Enabled = true, Groups = [_pupils] });
        (await _branch.AnnaGrain.BookCreditAsync(Recharge(10_000, "k"), Desk(), None)).Result.Messages.ShouldBeEmpty();
        (await _branch.AnnaGrain.UpdateAsync(new UpdateUser { Groups = [] }, Branch.System, None)).Messages.ShouldBeEmpty();
        await Refused(Recharge(10_000, "k2"), "no credit account");
        (await Credit.FindAsync(_branch.Anna, Desk(), None))!.ShouldSatisfyAllConditions(view => view.IsOpen.ShouldBeFalse(), view => view.BalanceE4.ShouldBe(10_000));
        (await _branch.AnnaGrain.BookCreditAsync(Correct(-10_000, "k3"), Desk(), None)).Entry!.BalanceE4.ShouldBe(0);

        // off: nothing of it is shown; on again: what was booked is there
        await SwitchOnAsync(new CreditPolicy());
        (await Credit.FindAsync(_branch.Anna, Desk(), None)).ShouldBeNull();
        (await Credit.BalancesAsync([_branch.Anna], Desk(), None)).ShouldBeEmpty();
        await SwitchOnAsync();
        (await Credit.ListAsync(_branch.Anna, new(), new(), Desk(), None)).ShouldNotBeNull().Items.Length.ShouldBe(2);
    }

    [Fact]
    public async Task Settings_SayTheMomentThemselves_AndNeedTheirRight()
    {
        await SwitchOnAsync(new CreditPolicy { Enabled = true, Since = DateTimeOffset.UnixEpoch });
        var on = _host.Time.GetUtcNow();
        _host.Time.Advance(TimeSpan.FromHours(1));
        await SwitchOnAsync(new CreditPolicy { Enabled = true, AmountMaxE4 = 7 });
        (await _host.Grains.Tenant(Branch.Tenant).GetAsync(None))!.Credit.Since.ShouldBe(on);
        var unknown = await _host.Grains.Tenant(Branch.Tenant).UpdateAsync(new UpdateTenant { Credit = new CreditPolicy { Enabled = true, Groups = [GroupId.New(_host.Time)] } }, Branch.System, None);
        unknown.Messages[0].ShouldContain("not there");
        (await _host.Grains.Tenant(Branch.Tenant).UpdateAsync(new UpdateTenant { Credit = new CreditPolicy() }, Desk(), None)).Code.ShouldBe(CommandCode.Forbidden);
    }

    private static BookCredit Recharge(long amount, string key) => new() { Kind = CreditEntryKind.Recharge, AmountE4 = amount, Key = key };

    private static BookCredit Correct(long amount, string key) => new() { Kind = CreditEntryKind.Correction, AmountE4 = amount, Reason = "Paid twice", Key = key };

    private static readonly UserId DeskId = UserId.Parse("019a9f5e-7c1a-7bbb-8000-0123456789ab");

    private static Actor Desk(UserId? user = null) => Person(user ?? DeskId, new HeldRight(Right.RechargeCredit, []), new HeldRight(Right.ReadUsers, []));

    private static Actor Person(UserId user, params ImmutableArray<HeldRight> held) => Actor.Of(new User { Tenant = Branch.Tenant, Id = user, LoginName = "desk", DisplayName = "Desk", Role = UserRole.User }, held, "192.0.2.9");

    private async Task Refused(BookCredit command, string why) => (await _branch.AnnaGrain.BookCreditAsync(command, Desk(), None)).ShouldSatisfyAllConditions(
        result => result.Entry.ShouldBeNull(), result => string.Join(' ', result.Result.Messages).ShouldContain(why));

    private async Task SwitchOnAsync(CreditPolicy? policy = null) =>
        (await _host.Grains.Tenant(Branch.Tenant).UpdateAsync(new UpdateTenant { Credit = policy ?? new CreditPolicy { Enabled = true } }, Branch.System, None)).Messages.ShouldBeEmpty();
}
