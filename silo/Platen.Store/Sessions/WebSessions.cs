using System.Collections.Immutable;
using Dapper;
using Microsoft.Extensions.Options;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Store.Connections;
using Platen.Store.Hosting;
using Platen.Store.Json;

namespace Platen.Store.Sessions;

/// <summary>Sessions in PostgreSQL, so that every gateway knows them and an ended one is ended everywhere.</summary>
internal sealed class WebSessions(StoreDatabase database, IOptions<StoreOptions> options, TimeProvider time) : IWebSessions
{
    // written at most once a minute a session, not with each request
    private static readonly TimeSpan SeenExact = TimeSpan.FromMinutes(1);

    private const int ListMax = 200;

    private const string Alive = "ends_at > @Now AND last_seen > @Now - make_interval(secs => idle_seconds)";

    private const string FindSql = $"SELECT {WebSessionRow.Columns} FROM platen.web_sessions WHERE token_sha256 = @Hash AND {Alive}";

    private const string ListSql = $"SELECT {WebSessionRow.Columns} FROM platen.web_sessions WHERE tenant = @Tenant AND user_id = @User AND {Alive} ORDER BY started_at DESC LIMIT @Limit";

    private const string CreateSql = """
        INSERT INTO platen.web_sessions (token_sha256, tenant, user_id, started_at, last_seen, ends_at, kind, origin, idle_seconds, proven_at)
        VALUES (@Hash, @Tenant, @User, @Now, @Now, @Ends, @Kind, @Origin, @Idle, @Proven) ON CONFLICT DO NOTHING
        """;

    public Task<string> CreateAsync(TenantId tenant, UserId user, CancellationToken cancellationToken) =>
        CreateAsync(tenant, user, new SessionStart(SessionKind.Unspecified, "", options.Value.SessionIdleMax, options.Value.SessionMax), cancellationToken);

    public async Task<string> CreateAsync(TenantId tenant, UserId user, SessionStart start, CancellationToken cancellationToken)
    {
        var token = SecretToken.New();
        var now = time.GetUtcNow().UtcDateTime;
        var row = new
        {
            Hash = SecretToken.Hash(token), Tenant = tenant.Value, User = user.Value, Now = now, Ends = now + start.Max, Kind = (short)start.Kind, Origin = CleanText.Of(start.Origin), Idle = (int)start.IdleMax.TotalSeconds,
            Proven = start.ProvenAt?.UtcDateTime,
        };
        await WriteAsync(CreateSql, row, cancellationToken);
        return token;
    }

    public async Task<WebSession?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (SecretToken.Hash(token) is not { } hash)
        {
            return null;
        }

        var now = time.GetUtcNow().UtcDateTime;
        var key = new { Hash = hash, Now = now, SeenBefore = now - SeenExact };
        var row = await database.ReadAsync(c => c.QueryFirstOrDefaultAsync<WebSessionRow>(new CommandDefinition(FindSql, key, cancellationToken: cancellationToken)), cancellationToken);
        if (row is not null && row.LastSeen < key.SeenBefore)
        {
            await WriteAsync("UPDATE platen.web_sessions SET last_seen = @Now WHERE token_sha256 = @Hash AND last_seen < @SeenBefore", key, cancellationToken);
        }

        return row?.ToSession();
    }

    public async Task<ImmutableArray<WebSession>> ListAsync(TenantId tenant, UserId user, CancellationToken cancellationToken)
    {
        var key = new { Tenant = tenant.Value, User = user.Value, Now = time.GetUtcNow().UtcDateTime, Limit = ListMax };
        var rows = await database.ReadAsync(c => c.QueryAsync<WebSessionRow>(new CommandDefinition(ListSql, key, cancellationToken: cancellationToken)), cancellationToken);
        return [.. rows.Select(row => row.ToSession())];
    }

    public async Task<bool> EndOneAsync(TenantId tenant, UserId user, string id, CancellationToken cancellationToken)
    {
        var hash = new byte[32];
        return id.Length == 64 && Convert.FromHexString(id, hash, out _, out _) == System.Buffers.OperationStatus.Done
            && await WriteAsync("DELETE FROM platen.web_sessions WHERE tenant = @Tenant AND user_id = @User AND token_sha256 = @Hash", new { Tenant = tenant.Value, User = user.Value, Hash = hash }, cancellationToken) == 1;
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
        return WriteAsync($"DELETE FROM platen.web_sessions WHERE NOT ({Alive})", new { Now = now }, cancellationToken);
    }

    private Task<int> WriteAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.RunAsync(database.Reader, c => c.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)), cancellationToken);
}
