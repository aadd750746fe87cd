using System.Collections.Immutable;
using Orleans.Concurrency;
using Platen.Domain.Contracts;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Contracts;
using Platen.Grains.Records;

namespace Platen.Grains.Contracts;

/// <inheritdoc cref="IContractGrain"/>
[StatelessWorker]
internal sealed class ContractGrain(IRecordStore store, IContractRecords records, ContractReading reading, TimeProvider time) : Grain, IContractGrain
{
    // those who change contracts are few
    private const int NamesMax = 50;
    private const string UserPrefix = "user:";

    private TenantId Tenant => GrainKeys.ParseTenant(this.GetPrimaryKeyString());

    public async Task<ContractList> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!MayRead(actor) || await store.FindTenantAsync(Tenant, cancellationToken) is not { } tenant)
        {
            return new ContractList();
        }

        var contracts = await records.AllAsync(Tenant, cancellationToken);
        var used = await records.CountLicensedDevicesAsync(Tenant, cancellationToken);
        var day = reading.Today(tenant);
        return new ContractList { Contracts = contracts, Day = day, Provider = ContractSums.Of(contracts, ContractKind.Provider, day, used), Customers = ContractSums.Of(contracts, ContractKind.Customer, day, used) };
    }

    public async Task<ContractReport?> HistoryAsync(ContractId contract, Actor actor, CancellationToken cancellationToken)
    {
        if (!MayRead(actor) || await store.FindTenantAsync(Tenant, cancellationToken) is not { } tenant)
        {
            return null;
        }

        var steps = await records.HistoryAsync(Tenant, contract, cancellationToken);
        return steps.IsEmpty ? null : ContractReports.OfHistory(steps, reading.Today(tenant), isOutside: false, await NamesAsync(actor, steps, cancellationToken));
    }

    public async Task<CommandResult> PutAsync(PutContract command, Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.HasEverywhere(actor, Right.EditContracts))
        {
            return Refusals.Needs(Right.EditContracts);
        }

        var all = await records.AllAsync(Tenant, cancellationToken);
        var row = all.FirstOrDefault(contract => contract.Id == command.Contract);
        if (WhyNot(all, row, command) is { } refusal)
        {
            return refusal;
        }

        var next = Next(row, command);
        var errors = ContractRules.Check(next);
        return errors.Length > 0 ? CommandResult.Not(CommandCode.Invalid, errors)
            : next.SaysTheSame(row) ? CommandResult.Done
            : await WriteAsync(row, next, actor, cancellationToken);
    }

    public async Task<ContractReport?> ReportAsync(ContractReportKind kind, Actor actor, CancellationToken cancellationToken) =>
        MayRead(actor) && kind != ContractReportKind.Unspecified && await store.FindTenantAsync(Tenant, cancellationToken) is { } tenant
            ? await reading.ReportAsync(tenant, kind, behind: 0, upTo: long.MaxValue, isOutside: false, (steps, token) => NamesAsync(actor, steps, token), cancellationToken)
            : null;

    private static bool MayRead(Actor actor) => Rights.HasEverywhere(actor, Right.ReadContracts);

    private static CommandResult? WhyNot(ImmutableArray<Contract> all, Contract? row, PutContract command)
    {
        if (row is not null && command.IsNew)
        {
            return Refusals.Exists($"contract '{command.Contract}'");
        }

        if (command.Version is { } version && version != (row?.Version ?? 0))
        {
            return Contended;
        }

        if (row is not null && row.Kind != command.Kind)
        {
            return CommandResult.Not(CommandCode.Invalid, "The kind of the contract cannot be changed; withdraw it and record another one.");
        }

        if (all.Any(contract => contract.Id != command.Contract && contract.Number.Equals(command.Number.Trim(), StringComparison.OrdinalIgnoreCase)))
        {
            return CommandResult.Not(CommandCode.NotUnique, $"The number of the contract is that of another one already; give each its own.");
        }

        return row is null && all.Length >= ContractRules.ContractsMax
            ? CommandResult.Not(CommandCode.Refused, $"There are {ContractRules.ContractsMax} contracts already, ended and withdrawn ones too; change one of them.")
            : row?.Version >= ContractRules.VersionsMax ? CommandResult.Not(CommandCode.Refused, $"The contract was changed {ContractRules.VersionsMax} times; record another one.") : null;
    }

    private static CommandResult Contended => CommandResult.Not(CommandCode.Contended, "Somebody else changed the contract at the same time; look at it and try again.");

    private Contract Next(Contract? row, PutContract command) =>
        (row ?? new Contract { Tenant = Tenant, Id = command.Contract, Number = "", Kind = command.Kind, Party = "", Start = command.Start, Devices = 0 }) with
        {
            Number = command.Number.Trim(), Party = command.Party.Trim(), Start = command.Start, End = command.End, Devices = command.Devices, Note = command.Note.Trim(), Withdrawn = command.Withdrawn,
        };

    private async Task<CommandResult> WriteAsync(Contract? row, Contract next, Actor actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        next = next with { ChangedAt = now, ChangedBy = actor.AuditName, Version = next.Version + 1 };
        // the note is for people, and may say more than a log that is never erased should
        ImmutableArray<(string Name, string Value)> details = row is null
            ? [("number", next.Number), ("kind", next.Kind.ToString()), ("devices", next.Devices.ToString(System.Globalization.CultureInfo.InvariantCulture))]
            : [.. ContractReports.Changes(new ContractStep(row, next), isOutside: false).SelectMany(change => new[] { ($"{change.Field}.before", change.Before), ($"{change.Field}.after", change.After) })];
        var audit = ConsoleCommit.Audit(actor, now, row is null ? "contract.created" : "contract.updated", $"contract:{next.Id}", details: details);
        var written = await store.CommitAsync(ConsoleCommit.Of(Tenant, [new ContractChange(next) { ExpectedVersion = next.Version - 1 }], audit), cancellationToken);
        return written.Code == CommitCode.Committed ? CommandResult.Done : Contended;
    }

    // whoever may not see users is not told who did it
    private async Task<Func<string, string>?> NamesAsync(Actor actor, ImmutableArray<ContractStep> steps, CancellationToken cancellationToken)
    {
        if (!Rights.HasEverywhere(actor, Right.ReadUsers))
        {
            return null;
        }

        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var by in steps.Select(step => step.After.ChangedBy).Where(by => by.StartsWith(UserPrefix, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Take(NamesMax))
        {
            if (UserId.TryParse(by[UserPrefix.Length..], out var id) && await store.FindUserAsync(Tenant, id, cancellationToken) is { } user)
            {
                names[by] = user.DisplayName.Length > 0 ? user.DisplayName : user.LoginName;
            }
        }

        return by => names.GetValueOrDefault(by, by);
    }
}
