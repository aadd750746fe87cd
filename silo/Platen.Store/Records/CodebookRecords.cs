using System.Collections.Immutable;
using Dapper;
using Platen.Domain.Codebooks;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Store.Commits;
using Platen.Store.Connections;
using Platen.Store.Json;
using Platen.Store.Queries;

namespace Platen.Store.Records;

/// <inheritdoc cref="ICodebookRecords"/>
internal sealed class CodebookRecords(StoreDatabase database) : ICodebookRecords
{
    // a code says itself that the user may use it
    private const string Named = "(body -> 'access' ->> 'everybody' = 'true' OR jsonb_exists(body -> 'access' -> 'users', @User) OR jsonb_exists_any(body -> 'access' -> 'groups', @Groups))";

    public Task<ImmutableArray<Codebook>> AllAsync(TenantId tenant, CancellationToken cancellationToken) => ListAsync<Codebook>(
        "SELECT body::text FROM platen.small_records WHERE tenant = @Tenant AND kind = @Kind ORDER BY id LIMIT @Limit",
        new { Tenant = tenant.Value, Kind = SmallKinds.Codebook, Limit = CodebookRules.CodebooksMax },
        cancellationToken);

    public Task<ImmutableArray<Code>> FindAsync(TenantId tenant, CodebookId codebook, IReadOnlyCollection<string> values, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(values.Count, CodebookRules.CodesAtOnce);
        return ListAsync<Code>(
            "SELECT body::text FROM platen.small_records WHERE tenant = @Tenant AND kind = @Kind AND id = ANY (@Ids)",
            new { Tenant = tenant.Value, Kind = SmallKinds.Code, Ids = values.Select(value => SmallKinds.CodeId(codebook, value)).ToArray() },
            cancellationToken);
    }

    public Task<int> CountAsync(TenantId tenant, CodebookId codebook, CancellationToken cancellationToken)
    {
        var where = Of(tenant, codebook);
        return database.ReadAsync(connection => connection.ExecuteScalarAsync<int>(new CommandDefinition($"SELECT count(*) FROM platen.small_records WHERE {where.Sql}", where.Parameters, cancellationToken: cancellationToken)), cancellationToken);
    }

    public Task<ResultPage<Code>> ListAsync(TenantId tenant, CodebookId codebook, string search, PageRequest page, CancellationToken cancellationToken) =>
        PageAsync(Of(tenant, codebook), codebook, search, page, cancellationToken);

    public Task<ResultPage<Code>> ListUsableAsync(TenantId tenant, CodebookId codebook, User user, bool inherits, string search, PageRequest page, CancellationToken cancellationToken)
    {
        var where = By(Of(tenant, codebook), user).And(inherits ? $"(body -> 'access' IS NULL OR body -> 'access' = 'null' OR {Named})" : Named);
        return PageAsync(where, codebook, search, page, cancellationToken);
    }

    public async Task<ImmutableArray<CodebookId>> WithOwnCodesAsync(TenantId tenant, User user, CancellationToken cancellationToken)
    {
        var where = By(new Where().And("tenant = @Tenant", "Tenant", tenant.Value).And("kind = @Kind", "Kind", SmallKinds.Code), user).And("body -> 'access' <> 'null'").And(Named);
        var sql = $"SELECT DISTINCT body ->> 'codebook' FROM platen.small_records WHERE {where.Sql} LIMIT {CodebookRules.CodebooksMax}";
        var found = await database.ReadAsync(connection => connection.QueryAsync<string>(new CommandDefinition(sql, where.Parameters, cancellationToken: cancellationToken)), cancellationToken);
        return [.. found.Select(CodebookId.Parse)];
    }

    private static Where Of(TenantId tenant, CodebookId codebook) => new Where()
        .And("tenant = @Tenant", "Tenant", tenant.Value).And("kind = @Kind", "Kind", SmallKinds.Code)
        .And("id > @From", "From", SmallKinds.CodeId(codebook, "")).And("id < @To", "To", SmallKinds.CodesEnd(codebook));

    private static Where By(Where where, User user)
    {
        where.Parameters.Add("User", user.Id.ToString());
        where.Parameters.Add("Groups", user.Groups.Select(group => group.ToString()).ToArray());
        return where.And("body ->> 'active' = 'true'");
    }

    private Task<ResultPage<Code>> PageAsync(Where where, CodebookId codebook, string search, PageRequest page, CancellationToken cancellationToken)
    {
        where = where.AndContains(search, "(body ->> 'value')", "(body ->> 'text')");
        where = page.After.Length == 0 ? where : where.And("id > @After", "After", SmallKinds.CodeId(codebook, page.After));
        return PageReader.ReadBodiesAsync<Code>(database, "platen.small_records", where, "id", page, code => code.Value, cancellationToken);
    }

    private async Task<ImmutableArray<T>> ListAsync<T>(string sql, object parameters, CancellationToken cancellationToken)
    {
        var bodies = await database.ReadAsync(connection => connection.QueryAsync<string>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)), cancellationToken);
        return [.. bodies.Select(StoreJson.Read<T>)];
    }
}
