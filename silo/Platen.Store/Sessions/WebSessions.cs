using Dapper;
using Microsoft.Extensions.Options;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Store.Connections;
using Platen.Store.Hosting;

namespace Platen.Store.Sessions;

/// <summary>Sessions in PostgreSQL, so that every gateway knows them and an ended one is ended everywhere.</summary>
internal sealed class WebSessions(StoreDatabase database, IOptions<StoreOptions> options, TimeProvider time) : IWebSessions
{
    // written at most once a minute a session, not with each request
    private static readonly TimeSpan SeenExact = TimeSpan.FromMinutes(1);

    private const string FindSql = """
        SELECT tenant, user_id AS UserId, started_at AS StartedAt, last_seen AS LastSeen, ends_at AS EndsAt
        FROM platen.web_sessions WHERE token_sha256 = @Hash AND ends_at > @Now AND last_seen > @IdleSince
        """;

    public async Task<string> CreateAsync(TenantId tenant, UserId user, CancellationToken cancellationToken)
    {
        var token = SecretToken.New();
        var now = time.GetUtcNow().UtcDateTime;
        var row = new { Hash = SecretToken.Hash(token), Tenant = tenant.Value, User = user.Value, Now = now, Ends = now + options.Value.SessionMax };
        await WriteAsync("INSERT INTO platen.web_sessions (token_sha256, tenant, user_id, started_at, last_seen, ends_at) VALUES (@Hash, @Tenant, @User, @Now, @Now, @Ends) ON CONFLICT DO NOTHING", row, cancellationToken);
        return token;
    }

    public async Task<WebSession?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (SecretToken.Hash(token) is not { } hash)
        {
            return null;
        }

        var now = time.GetUtcNow().UtcDateTime;
        var key = new { Hash = hash, Now = now, IdleSince = now - options.Value.SessionIdleMax, SeenBefore = now - SeenExact };
        var row = await database.ReadAsync(c => c.QueryFirstOrDefaultAsync<WebSessionRow>(new CommandDefinition(FindSql, key, cancellationToken: cancellationToken)), cancellationToken);
        if (row is not null && row.LastSeen < key.SeenBefore)
        {
            await WriteAsync("UPDATE platen.web_sessions SET last_seen = @Now WHERE token_sha256 = @Hash AND last_seen < @SeenBefore", key, cancellationToken);
        }

        return row?.ToSession();
    }

    public async Task EndAsync(string token, CancellationToken cancellationToken)
    {
        if (SecretToken.Hash(token) is { } hash)
        {
            await WriteAsync("DELETE FROM platen.web_sessions WHERE token_sha256 = @Hash", new { Hash = hash }, cancellationToken);
        }
    }

    public Task<int> EndAllAsync(TenantId tenant, UserId user, CancellationToken cancellationToken) =>
        WriteAsync("DELETE FROM platen.web_sessions WHERE tenant = @Tenant AND user_id = @User", new { Tenant = tenant.Value, User = user.Value }, cancellationToken);

    public Task<int> RemoveExpiredAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return WriteAsync("DELETE FROM platen.web_sessions WHERE ends_at <= @Now OR last_seen <= @IdleSince", new { Now = now, IdleSince = now - options.Value.SessionIdleMax }, cancellationToken);
    }

    private Task<int> WriteAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.RunAsync(database.Reader, c => c.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)), cancellationToken);
}
