using Dapper;
using Platen.Domain.OAuth;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Tokens;
using Platen.Store.Connections;
using Platen.Store.Tokens;

namespace Platen.Store.OAuth;

/// <summary>Device codes in PostgreSQL: a device may poll one gateway while its user answers at another.</summary>
internal sealed class DeviceLogins(StoreDatabase database, TimeProvider time) : IDeviceLogins
{
    private const string Waits = "tenant = @Tenant AND user_code = @Index AND kind = 5 AND state = 0 AND issued_at > @Since";

    private const string AddSql = """
        INSERT INTO platen.tokens (token_sha256, tenant, kind, family, user_id, client, name, scopes, certificate, context, act, issued_at, ends_at, user_code, poll_seconds)
        VALUES (@Hash, @Tenant, @Kind, @Family, @User::uuid, @Client, @Name, @Scopes, @Certificate, @Context, @Act, @Issued, @Ends, @Index, @Poll) ON CONFLICT DO NOTHING
        """;

    private const string AgreeSql = $"""
        WITH t AS (UPDATE platen.tokens SET state = 1, user_id = @AuthUser, scopes = @AuthScopes WHERE {Waits} RETURNING family)
        {Authorizations.InsertSql} SELECT {Authorizations.ValuesSql} FROM t
        """;

    private const string PollSql = $"""
        WITH was AS (
            SELECT token_sha256 AS was_hash, poll_seconds AS was_seconds, polled_at IS NOT NULL AND polled_at + make_interval(secs => poll_seconds - @Grace) > @Now AS early
            FROM platen.tokens WHERE tenant = @Tenant AND token_sha256 = @Hash AND kind = 5 AND ends_at > @Now FOR UPDATE)
        UPDATE platen.tokens SET polled_at = @Now, poll_seconds = CASE WHEN early THEN LEAST(was_seconds + @Poll, @PollMax) ELSE was_seconds END
        FROM was WHERE tenant = @Tenant AND token_sha256 = was_hash
        RETURNING {TokenRow.Columns}, early AS TooEarly
        """;

    public async Task<bool> AddAsync(IssuedToken row, string deviceCode, string userCodeIndex, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters(TokenInsert.Parameters(row, TokenText.Hash(deviceCode)));
        parameters.AddDynamicParams(new { Index = userCodeIndex, Poll = OAuthLimits.PollSeconds });
        return await WriteAsync(AddSql, parameters, cancellationToken) == 1;
    }

    public async Task<DeviceLogin?> FindAsync(TenantId tenant, string userCodeIndex, CancellationToken cancellationToken) =>
        await FirstAsync($"SELECT {TokenRow.Columns} FROM platen.tokens WHERE {Waits}", Key(tenant, userCodeIndex), cancellationToken);

    public async Task<bool> AnswerAsync(TenantId tenant, string userCodeIndex, Authorization? agreed, CancellationToken cancellationToken)
    {
        var parameters = agreed is null ? new DynamicParameters() : Authorizations.Parameters(agreed);
        parameters.AddDynamicParams(Key(tenant, userCodeIndex));
        return await WriteAsync(agreed is null ? $"UPDATE platen.tokens SET state = 2 WHERE {Waits}" : AgreeSql, parameters, cancellationToken) == 1;
    }

    public Task<DeviceLogin?> PollAsync(TenantId tenant, string deviceCode, CancellationToken cancellationToken)
    {
        var key = new
        {
            Tenant = tenant.Value, Hash = TokenText.Hash(deviceCode), Now = time.GetUtcNow().UtcDateTime, Grace = OAuthLimits.PollGrace.TotalSeconds, Poll = OAuthLimits.PollSeconds, PollMax = OAuthLimits.PollSecondsMax,
        };
        return FirstAsync(PollSql, key, cancellationToken);
    }

    public Task<int> CountAsync(TenantId tenant, ClientId client, CancellationToken cancellationToken)
    {
        const string Sql = "SELECT count(*) FROM platen.tokens WHERE tenant = @Tenant AND client = @Client AND kind = 5 AND state = 0 AND issued_at > @Since";
        var key = new { Tenant = tenant.Value, Client = client.Value, Since = Since };
        return database.ReadAsync(c => c.ExecuteScalarAsync<int>(new CommandDefinition(Sql, key, cancellationToken: cancellationToken)), cancellationToken);
    }

    private DateTime Since => (time.GetUtcNow() - OAuthLimits.DeviceCodeLife).UtcDateTime;

    private object Key(TenantId tenant, string index) => new { Tenant = tenant.Value, Index = index, Since };

    private async Task<DeviceLogin?> FirstAsync(string sql, object key, CancellationToken cancellationToken)
    {
        var row = await database.ReadAsync(c => c.QueryFirstOrDefaultAsync<TokenRow>(new CommandDefinition(sql, key, cancellationToken: cancellationToken)), cancellationToken);
        return row is null ? null : new DeviceLogin(row.ToToken(), (DeviceLoginState)row.State) { TooEarly = row.TooEarly };
    }

    private Task<int> WriteAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.RunAsync(database.Reader, c => c.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)), cancellationToken);
}
