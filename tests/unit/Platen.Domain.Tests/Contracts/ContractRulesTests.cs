using Platen.Domain.Contracts;
using Platen.Domain.Tenants;

namespace Platen.Domain.Tests.Contracts;

/// <summary>AZ11: what contracts and recipients of their reports must be.</summary>
public sealed class ContractRulesTests
{
    private static readonly Contract Good = new()
    {
        Tenant = TenantId.Parse("acme"), Id = ContractId.Parse("k-17"), Number = "K/17", Kind = ContractKind.Customer, Party = "Müller & Söhne", Start = new DateOnly(2026, 1, 1), End = new DateOnly(2026, 1, 1), Devices = 12,
    };

    private static readonly ReportRecipient Reader = new()
    {
        Tenant = Good.Tenant, Id = RecipientId.New(TimeProvider.System), Address = "billing@provider.test", Kinds = [ContractReportKind.ContractHistory], Interval = ReportInterval.Weekly, Contact = "Ms Desk, desk@acme.test",
    };

    [Fact]
    public void Contract_OfOneDay_IsTaken() => ContractRules.Check(Good).ShouldBeEmpty();

    [Fact]
    public void Contract_AllWrong_NamesEveryError()
    {
        var wrong = Good with { Id = ContractId.Parse("recipients"), Kind = ContractKind.Unspecified, Number = " ", Party = "", Start = new DateOnly(1989, 12, 31), End = new DateOnly(1989, 12, 30), Devices = -1, Note = new string('x', 501) };
        ContractRules.Check(wrong).Length.ShouldBe(8, string.Join('\n', ContractRules.Check(wrong)));
    }

    // mutants: characters that turn the line round, or are not seen, so that a name looks like another one's
    [Theory]
    [InlineData("A\r\nB")]
    [InlineData("A\0")]
    [InlineData("\u202emoc.elpmaxe")]
    [InlineData("Ac\u200bme")]
    [InlineData("Acme\ud800")]
    [InlineData("A\u2028B")]
    [InlineData(" Acme")]
    [InlineData("")]
    public void Name_ThatIsHostile_IsRefused(string name)
    {
        ContractRules.Check(Good with { Party = name }).ShouldNotBeEmpty();
        ContractRules.Check(Good with { Number = name }).ShouldNotBeEmpty();
        ReportRecipientRules.Check(Reader with { Contact = name }).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("2026-03-01", "", "2026-02-28", ContractState.Upcoming)]
    [InlineData("2026-03-01", "", "2026-03-01", ContractState.Running)]
    [InlineData("2026-03-01", "2026-03-31", "2026-03-31", ContractState.Running)]
    [InlineData("2026-03-01", "2026-03-31", "2026-04-01", ContractState.Ended)]
    public void State_IsThatOfTheDay(string start, string end, string day, ContractState state)
    {
        var contract = Good with { Start = DateOnly.Parse(start), End = end.Length == 0 ? null : DateOnly.Parse(end) };
        contract.StateOn(DateOnly.Parse(day)).ShouldBe(state);
        (contract with { Withdrawn = true }).StateOn(DateOnly.Parse(day)).ShouldBe(ContractState.Withdrawn);
    }

    [Theory]
    [InlineData("KV 2026/0017", "kv-2026-0017")]
    [InlineData("  Ü-9 ", "9")]
    [InlineData("...", null)]
    public void Id_ComesFromTheNumber(string number, string? id)
    {
        ContractId.TryOfNumber(number, out var made).ShouldBe(id is not null);
        made.Value.ShouldBe(id ?? "");
    }

    [Fact]
    public void Recipient_IsTaken() => ReportRecipientRules.Check(Reader).ShouldBeEmpty();

    // AZ11, mutants: a kind beyond the three is sent outside; none, or one twice
    [Theory]
    [InlineData]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(1, 4)]
    [InlineData(2, 2)]
    public void Recipient_GetsTheThreeReportsOnly(params int[] kinds) =>
        ReportRecipientRules.Check(Reader with { Kinds = [.. kinds.Select(kind => (ContractReportKind)kind)] }).ShouldHaveSingleItem().ShouldContain("none that people outside get");

    [Fact]
    public void Recipient_AllWrong_NamesEveryError() =>
        ReportRecipientRules.Check(Reader with { Address = "x", Kinds = [], Interval = ReportInterval.Unspecified, Language = "xx", Contact = "https://evil.test/" }).Length.ShouldBe(5);
}
