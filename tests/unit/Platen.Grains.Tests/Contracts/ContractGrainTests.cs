using System.Collections.Immutable;
using Platen.Domain.Contracts;
using Platen.Domain.Roles;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Contracts;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Contracts;

/// <summary>AZ11: contracts, their versions, and who may see them.</summary>
public sealed class ContractGrainTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static readonly PutContract Bakery = new()
    {
        Contract = ContractId.Parse("c-1"), Number = "C/1", Kind = ContractKind.Customer, Party = "Bakery", Start = new DateOnly(2026, 1, 1), Devices = 0, Note = "rings twice",
    };

    private readonly GrainHost _host = new();
    private Branch _branch = null!;
    private Actor _editor = null!;

    private IContractGrain Grain => _host.Grains.Contracts(Branch.Tenant);

    public async Task InitializeAsync()
    {
        _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();
        _editor = await ActorAsync(Right.EditContracts);
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Fact]
    public async Task Contract_Changed_HasANewVersion_AndTheFormerOnesStay()
    {
        (await Grain.PutAsync(Bakery with { IsNew = true }, _editor, None)).Messages.ShouldBeEmpty();
        (await Grain.PutAsync(Bakery with { IsNew = true }, _editor, None)).Code.ShouldBe(CommandCode.NotUnique);
        (await Grain.PutAsync(Bakery, _editor, None)).Messages.ShouldBeEmpty("nothing changed");
        (await Grain.PutAsync(Bakery with { Devices = 3, Version = 1, Note = "rings once" }, _editor, None)).Messages.ShouldBeEmpty();
        (await Grain.PutAsync(Bakery with { Devices = 4, Version = 1 }, _editor, None)).Code.ShouldBe(CommandCode.Contended, "it was made over a version that is over");
        (await Grain.PutAsync(Bakery with { Kind = ContractKind.Provider }, _editor, None)).Code.ShouldBe(CommandCode.Invalid);
        (await Grain.PutAsync(Bakery with { Contract = ContractId.Parse("c-2"), Number = "c/1" }, _editor, None)).Code.ShouldBe(CommandCode.NotUnique);

        _host.Records.ContractVersions.Select(row => (row.Version, row.Devices)).ShouldBe([(1, 0), (2, 3)]);
        var list = await Grain.ListAsync(_editor, None);
        (list.Customers, list.Customers.Over, list.Provider).ShouldBe((new ContractSums(1, 3, 1), 0, new ContractSums(0, 0, 1)));
        var history = (await Grain.HistoryAsync(Bakery.Contract, _editor, None))!;
        history.Rows.Select(row => row[4]).ShouldBe(["devices", "note", "recorded", "number", "party", "start", "devices"]);
        _host.Records.Audit.Where(audit => audit.Entry.Action.StartsWith("contract.", StringComparison.Ordinal)).Select(audit => audit.Entry.Action).ShouldBe(["contract.created", "contract.updated"]);
        string.Join(' ', _host.Records.Audit.SelectMany(audit => audit.Entry.Details.Values)).ShouldNotContain("rings");
    }

    // mutant: another one's right opens contracts
    [Fact]
    public async Task Contracts_AreForWhoHoldsTheirRight_AndNobodyElse()
    {
        (await Grain.PutAsync(Bakery, _editor, None)).IsDone.ShouldBeTrue();
        foreach (var stranger in new[] { await ActorAsync(), await ActorAsync([.. RightCatalog.Delegable.Select(info => info.Right).Where(right => right is not (Right.ReadContracts or Right.EditContracts))]) })
        {
            (await Grain.ListAsync(stranger, None)).Contracts.ShouldBeEmpty();
            (await Grain.HistoryAsync(Bakery.Contract, stranger, None)).ShouldBeNull();
            (await Grain.ReportAsync(ContractReportKind.CustomerContracts, stranger, None)).ShouldBeNull();
            (await Grain.PutAsync(Bakery with { Devices = 9 }, stranger, None)).Code.ShouldBe(CommandCode.Forbidden);
        }

        var reader = await ActorAsync(Right.ReadContracts);
        (await Grain.ListAsync(reader, None)).Contracts.ShouldHaveSingleItem();
        (await Grain.PutAsync(Bakery with { Devices = 9 }, reader, None)).Code.ShouldBe(CommandCode.Forbidden);
        BuiltInRoles.All.Where(role => role.Rights.Contains(Right.EditContracts)).Select(role => role.Id.Value).ShouldBe(["provider-admin"]);
        BuiltInRoles.All.ShouldNotContain(role => role.Rights.Contains(Right.ReadContracts), "support has licences only");
    }

    // AZ08: mutant: who may not see users learns their names from a history
    [Fact]
    public async Task History_NamesWhoDidIt_ToWhoMaySeeUsersOnly()
    {
        (await Grain.PutAsync(Bakery, Actor.Of((await _branch.AnnaGrain.GetAsync(None))!, [Held(Right.EditContracts), Held(Right.ReadContracts)], ""), None)).Messages.ShouldBeEmpty();
        var told = (await Grain.ReportAsync(ContractReportKind.ContractHistory, await ActorAsync(Right.ReadContracts, Right.ReadUsers), None))!;
        told.Columns[^1].ShouldBe("by");
        told.Rows.Select(row => row[^1]).Distinct().ShouldBe(["Anna"]);
        var untold = (await Grain.ReportAsync(ContractReportKind.ContractHistory, _editor, None))!;
        untold.Columns.ShouldNotContain("by");
        untold.Rows.SelectMany(row => row).ShouldNotContain(cell => cell.Contains("anna", StringComparison.OrdinalIgnoreCase) || cell.Contains(_branch.Anna.ToString(), StringComparison.Ordinal));
    }

    internal static HeldRight Held(Right right) => new(right, []);

    private async Task<Actor> ActorAsync(params ImmutableArray<Right> rights) =>
        Actor.Of((await _branch.AnnaGrain.GetAsync(None))!, [.. RightCatalog.WithImplied(rights).Select(Held)], "");
}
