using System.Collections.Immutable;
using Platen.Domain.Contracts;
using Platen.Domain.Tenants;

namespace Platen.Domain.Tests.Contracts;

/// <summary>AZ11, TN06, AC06: what is in the three reports, and what is not.</summary>
public sealed class ContractReportsTests
{
    private static readonly DateOnly Day = new(2026, 6, 15);
    private static readonly TenantId Acme = TenantId.Parse("acme");

    private static readonly ImmutableArray<Contract> Contracts =
    [
        Of("p-1", ContractKind.Provider, "Regional Provider", 20),
        Of("p-2", ContractKind.Provider, "Regional Provider", 5) with { End = new DateOnly(2026, 5, 31) },
        Of("c-1", ContractKind.Customer, "Hidden Bakery", 7) with { Note = "Hidden note" },
        Of("c-2", ContractKind.Customer, "Hidden Smithy", 6),
        Of("c-3", ContractKind.Customer, "Hidden Future", 50) with { Start = new DateOnly(2027, 1, 1) },
        Of("c-4", ContractKind.Customer, "Hidden Mistake", 50) with { Withdrawn = true },
    ];

    // TN06. Mutants: a customer's name, number, note or day in the report that goes upwards
    [Fact]
    public void ProviderReport_SumsCustomers_AndNamesNone()
    {
        var report = ContractReports.OfProvider(Contracts, used: 23, Day);
        var csv = ContractReportTable.Csv(report);
        foreach (var secret in new[] { "Hidden", "c-", "2027", "C-" })
        {
            csv.ShouldNotContain(secret, Case.Insensitive);
        }

        csv.Split("\r\n").ShouldBe([
            "line,number,party,state,start,end,contracts,licensed,used,over",
            "contract,P-1,Regional Provider,running,2026-01-01,,,20,,",
            "contract,P-2,Regional Provider,ended,2026-01-01,2026-05-31,,5,,",
            "customers,,,running,,,2,13,,",
            "sum,,,running,,,1,20,23,3",
            "",
        ]);
        report.Sums!.Over.ShouldBe(3);
    }

    // TN06. Mutant: the sum of one customer is that customer's own figure
    [Theory]
    [InlineData("Hidden Bakery")]
    [InlineData("HIDDEN BAKERY")]
    public void ProviderReport_OfOneCustomer_WithholdsTheSum(string other)
    {
        var csv = ContractReportTable.Csv(ContractReports.OfProvider([Contracts[0], Contracts[2], Contracts[3] with { Party = other }], used: 1, Day));
        csv.ShouldContain("customers,,,withheld,,,,,,");
        csv.ShouldNotContain("13");
    }

    [Fact]
    public void CustomerReport_HasCustomers_TheirDevices_AndNothingOfProviders()
    {
        var csv = ContractReportTable.Csv(ContractReports.OfCustomers(Contracts, used: 3, Day));
        csv.Split("\r\n").ShouldBe([
            "line,number,party,state,start,end,contracts,licensed,used,over",
            "contract,C-1,Hidden Bakery,running,2026-01-01,,,7,,",
            "contract,C-2,Hidden Smithy,running,2026-01-01,,,6,,",
            "contract,C-3,Hidden Future,upcoming,2027-01-01,,,50,,",
            "sum,,,running,,,2,13,3,0",
            "",
        ]);
    }

    // mutants: who did it is told outside; a party's name goes out by the history; a note does
    [Fact]
    public void History_Outside_HasNoUsersAndNoParties()
    {
        var before = Contracts[2] with { Version = 1, ChangedBy = "user:anna" };
        var after = before with { Version = 2, Devices = 9, Party = "Hidden Bakery Ltd", Note = "Hidden too", ChangedAt = new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.Zero) };
        ImmutableArray<ContractStep> steps = [new(before, after), new(null, before)];
        var outside = ContractReportTable.Csv(ContractReports.OfHistory(steps, Day, isOutside: true, _ => "Anna"));
        foreach (var secret in new[] { "Hidden", "nna", "user:", ",by" })
        {
            outside.ShouldNotContain(secret);
        }

        outside.ShouldContain("2026-06-01T08:00:00.000Z,C-1,customer,2,devices,7,9\r\n");
        outside.ShouldContain(",C-1,customer,2,party,,\r\n");
        outside.ShouldContain(",C-1,customer,1,recorded,,\r\n");
        outside.ShouldContain(",C-1,customer,2,note,,\r\n");
        var inside = ContractReportTable.Csv(ContractReports.OfHistory(steps, Day, isOutside: false, _ => "Anna"));
        inside.ShouldContain("party,Hidden Bakery,Hidden Bakery Ltd,Anna\r\n");
        inside.ShouldNotContain("Hidden note");
        ContractReports.OfHistory(steps, Day, isOutside: false, names: null).Columns.ShouldNotContain("by");
    }

    // mutant: a name that a spreadsheet runs
    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+1", "'+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("A, B", "\"A, B\"")]
    public void Csv_OfAHostileName_IsText(string party, string cell) =>
        ContractReportTable.Csv(ContractReports.OfCustomers([Contracts[2] with { Party = party }], 0, Day)).ShouldContain($",C-1,".TrimStart(',') + cell + ",running");

    [Fact]
    public void Csv_BeyondItsBytes_EndsWithAWholeLine()
    {
        var report = ContractReports.OfCustomers([.. Enumerable.Range(0, 1_000).Select(i => Of($"c-{i:0000}", ContractKind.Customer, new string('ü', 200), 1))], 0, Day);
        var (text, isWhole) = ContractReportTable.Csv(report, 100_000);
        isWhole.ShouldBeFalse();
        System.Text.Encoding.UTF8.GetByteCount(text).ShouldBeInRange(99_000, 100_000);
        text.ShouldEndWith("\r\n");
        ContractReportTable.Csv(report, int.MaxValue).IsWhole.ShouldBeTrue();
    }

    [Fact]
    public void Words_OfReports_AreReadBack()
    {
        foreach (var kind in Enum.GetValues<ContractReportKind>().Where(kind => kind != ContractReportKind.Unspecified))
        {
            ContractReports.TryParse(ContractReports.Word(kind), out var read).ShouldBeTrue();
            read.ShouldBe(kind);
        }

        ContractReports.TryParse("unspecified", out _).ShouldBeFalse();
        ContractReports.TryParse(null, out _).ShouldBeFalse();
    }

    private static Contract Of(string id, ContractKind kind, string party, int devices) =>
        new() { Tenant = Acme, Id = ContractId.Parse(id), Number = id.ToUpperInvariant(), Kind = kind, Party = party, Start = new DateOnly(2026, 1, 1), Devices = devices, Version = 1 };
}
