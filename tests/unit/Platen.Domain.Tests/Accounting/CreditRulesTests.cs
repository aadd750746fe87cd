using Platen.Domain.Accounting;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Tests.Accounting;

/// <summary>AC02: rules of credit accounts, and the statement as CSV.</summary>
public sealed class CreditRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Policy_KeepsTheMomentOfSwitchingOn_UntilItIsSwitchedOff()
    {
        var on = new CreditPolicy { Enabled = true, Since = Now.AddYears(-9) }.Over(new CreditPolicy(), Now);
        on.Since.ShouldBe(Now);
        (on with { AmountMaxE4 = 5 }).Over(on, Now.AddDays(1)).Since.ShouldBe(Now);
        (on with { Since = null }).Over(on, Now.AddDays(1)).ShouldBe(on, "what says the same is the same, so that no version grows");
        new CreditPolicy().Over(on, Now).Since.ShouldBeNull();
    }

    [Fact]
    public void Policy_OfGroups_IncludesTheirMembersOnly()
    {
        var group = GroupId.New(TimeProvider.System);
        var (member, other) = (Anna with { Groups = [group] }, Anna);
        (new CreditPolicy { Enabled = true, Groups = [group] }.Includes(member), new CreditPolicy { Enabled = true, Groups = [group] }.Includes(other)).ShouldBe((true, false));
        (new CreditPolicy { Enabled = true }.Includes(other), new CreditPolicy { Groups = [group] }.Includes(member)).ShouldBe((true, false));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(CreditRules.AmountMaxE4 + 1)]
    public void Policy_WithAnAmountOutOfBounds_IsRefused(long amountMaxE4) =>
        TenantRules.Check(new Tenant { Id = TenantId.Parse("acme"), Name = "Acme", Credit = new CreditPolicy { AmountMaxE4 = amountMaxE4 } }).Single().ShouldContain("one booking");

    [Fact]
    public void Line_OfAnEntry_KeepsAmountsAsNumbers_AndNoTextAsAFormula()
    {
        var entry = new CreditEntry
        {
            Tenant = TenantId.Parse("acme"), User = Anna.Id, Currency = "EUR", Position = 3, Id = Guid.Parse("019a9f5e-7c1a-7bbb-8000-0123456789ab"), At = Now, Kind = CreditEntryKind.Correction, AmountE4 = -25_000, BalanceE4 = -1,
            Reason = "-2+3", By = "user:x",
        };
        CreditTable.Line(entry).ShouldBe("3,2026-03-01T12:00:00.000Z,Correction,-2.50,-0.0001,EUR,'-2+3,user:x,,,019a9f5e-7c1a-7bbb-8000-0123456789ab\r\n");
        CreditTable.Head.Split(',').Length.ShouldBe(CreditTable.Line(entry).Split(',').Length);
    }

    [Fact]
    public void Users_GoOutWithTheirBalance_AndComeInWithoutIt()
    {
        UserTable.Line(Anna, "-1.50").ShouldEndWith(",-1.50\r\n");
        UserTable.Read(UserTable.HeadWithCredit + UserTable.Line(Anna, "-1.50")).Fault.ShouldNotBeNull().ShouldContain("by a recharge or a correction");
    }

    private static User Anna { get; } = new() { Tenant = TenantId.Parse("acme"), Id = UserId.Parse("019a9f5e-7c1a-7bbb-8000-0123456789ac"), LoginName = "anna", DisplayName = "Anna", Role = UserRole.User };
}
