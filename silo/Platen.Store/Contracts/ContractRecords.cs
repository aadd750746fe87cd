using System.Collections.Immutable;
using Dapper;
using Platen.Domain.Contracts;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Store.Connections;
using Platen.Store.Json;

namespace Platen.Store.Contracts;

/// <inheritdoc cref="IContractRecords"/>
internal sealed class ContractRecords(StoreDatabase database) : IContractRecords
{
    private const string StepsSql = """
        SELECT before.body::text AS Before, after.body::text AS After
        FROM platen.contract_versions after
        LEFT JOIN platen.contract_versions before ON before.tenant = after.tenant AND before.id = after.id AND before.version = after.version - 1
        WHERE after.tenant = @Tenant AND 
        """;

    private const string MarkSql = "SELECT COALESCE(max(place), @Behind) AS Last, min(at) AS FirstAt, max(at) AS LastAt FROM platen.contract_versions WHERE tenant = @Tenant AND place > @Behind";

    public async Task<ImmutableArray<Contract>> AllAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var bodies = await database.ReadAsync(
            c => c.QueryAsync<string>(new CommandDefinition("SELECT body::text FROM platen.contracts WHERE tenant = @Tenant ORDER BY id LIMIT @Limit", new { Tenant = tenant.Value, Limit = ContractRules.ContractsMax }, cancellationToken: cancellationToken)),
            cancellationToken);
        return [.. bodies.Select(StoreJson.Read<Contract>)];
    }

    public Task<ImmutableArray<ContractStep>> HistoryAsync(TenantId tenant, ContractId contract, CancellationToken cancellationToken) =>
        StepsAsync("after.id = @Id ORDER BY after.version DESC LIMIT @Limit", new { Tenant = tenant.Value, Id = contract.Value, Limit = ContractRules.VersionsMax }, cancellationToken);

    public Task<ImmutableArray<ContractStep>> StepsAsync(TenantId tenant, long behind, long upTo, int limit, CancellationToken cancellationToken) =>
        StepsAsync("after.place > @Behind AND after.place <= @UpTo ORDER BY after.place DESC LIMIT @Limit", new { Tenant = tenant.Value, Behind = behind, UpTo = upTo, Limit = limit }, cancellationToken);

    public async Task<ContractMark> MarkAsync(TenantId tenant, long behind, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(c => c.QuerySingleAsync<MarkRow>(new CommandDefinition(MarkSql, new { Tenant = tenant.Value, Behind = behind }, cancellationToken: cancellationToken)), cancellationToken);
        return new ContractMark(row.Last, Utc(row.FirstAt), Utc(row.LastAt));
    }

    public Task<long> CountLicensedDevicesAsync(TenantId tenant, CancellationToken cancellationToken) => database.ReadAsync(
        c => c.ExecuteScalarAsync<long>(new CommandDefinition("SELECT count(*) FROM platen.devices WHERE tenant = @Tenant AND enabled", new { Tenant = tenant.Value }, cancellationToken: cancellationToken)), cancellationToken);

    private async Task<ImmutableArray<ContractStep>> StepsAsync(string where, object parameters, CancellationToken cancellationToken)
    {
        var rows = await database.ReadAsync(c => c.QueryAsync<StepRow>(new CommandDefinition(StepsSql + where, parameters, cancellationToken: cancellationToken)), cancellationToken);
        return [.. rows.Select(row => new ContractStep(row.Before is null ? null : StoreJson.Read<Contract>(row.Before), StoreJson.Read<Contract>(row.After)))];
    }

    private static DateTimeOffset? Utc(DateTime? at) => at is { } time ? new DateTimeOffset(time, TimeSpan.Zero) : null;

    private sealed class StepRow
    {
        public string? Before { get; init; }

        public string After { get; init; } = "";
    }

    private sealed class MarkRow
    {
        public long Last { get; init; }

        public DateTime? FirstAt { get; init; }

        public DateTime? LastAt { get; init; }
    }
}
