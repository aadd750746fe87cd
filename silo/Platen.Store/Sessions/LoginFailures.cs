using System.Collections.Immutable;
using Dapper;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Store.Connections;
using Platen.Store.Json;

namespace Platen.Store.Sessions;

/// <summary>Failed logins of the last minutes in PostgreSQL.</summary>
internal sealed class LoginFailures(StoreDatabase database, TimeProvider time) : ILoginFailures
{
    private const string ListSql = """
        SELECT at, site, place, tag FROM (SELECT * FROM platen.login_failures WHERE tenant = @Tenant AND at > @Since ORDER BY at DESC LIMIT @Most) newest ORDER BY at
        """;

    private DateTime Since => (time.GetUtcNow() - FleetPolicy.Window).UtcDateTime;

    public Task AddAsync(TenantId tenant, LoginFailure failure, CancellationToken cancellationToken) => WriteAsync(
        "INSERT INTO platen.login_failures (tenant, at, site, place, tag) VALUES (@Tenant, @At, @Site, @Place, @Tag)",
        new { Tenant = tenant.Value, At = failure.At.UtcDateTime, Site = CleanText.Of(failure.Site), Place = CleanText.Of(failure.Place), Tag = failure.Tag.ToArray() },
        cancellationToken);

    public async Task<ImmutableArray<LoginFailure>> ListAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var key = new { Tenant = tenant.Value, Since, Most = FleetWatch.FailuresMax };
        var rows = await database.ReadAsync(c => c.QueryAsync<Row>(new CommandDefinition(ListSql, key, cancellationToken: cancellationToken)), cancellationToken);
        return [.. rows.Select(row => new LoginFailure(row.Site, row.Place, [.. row.Tag], new DateTimeOffset(row.At, TimeSpan.Zero)))];
    }

    public Task ForgetAsync(TenantId tenant, CancellationToken cancellationToken) => WriteAsync("DELETE FROM platen.login_failures WHERE tenant = @Tenant", new { Tenant = tenant.Value }, cancellationToken);

    public Task<int> RemoveExpiredAsync(CancellationToken cancellationToken) => WriteAsync("DELETE FROM platen.login_failures WHERE at <= @Since", new { Since }, cancellationToken);

    private Task<int> WriteAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.RunAsync(database.Reader, c => c.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)), cancellationToken);

    private sealed class Row
    {
        public DateTime At { get; init; }

        public string Site { get; init; } = "";

        public string Place { get; init; } = "";

        public byte[] Tag { get; init; } = [];
    }
}
