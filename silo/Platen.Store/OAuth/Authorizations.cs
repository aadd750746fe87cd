using System.Collections.Immutable;
using Dapper;
using Platen.Domain.OAuth;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Tokens;
using Platen.Domain.Users;
using Platen.Store.Connections;
using Platen.Store.Json;
using Platen.Store.Tokens;

namespace Platen.Store.OAuth;

/// <summary>Agreements in PostgreSQL. Each step that may happen once is one statement whose row lock lets one caller through.</summary>
internal sealed class Authorizations(StoreDatabase database, TimeProvider time) : IAuthorizations
{
    private const int ListMax = 200;

    // written at most once a minute an agreement, not with each request
    private static readonly TimeSpan UseExact = TimeSpan.FromMinutes(1);

    private const string AddSql = $"{InsertSql} VALUES ({ValuesSql})";

    private const string ActivateSql = $"""
        WITH a AS (
            UPDATE platen.authorizations SET activated_at = @Now, used_at = @Now, ends_at = @Until, certificate = @Binding, refresh_selector = @Selector, refresh_secret = @Secret
            WHERE tenant = @Tenant AND id = @Family AND activated_at IS NULL AND ends_at > @Now RETURNING id)
        {TokenInsert.Columns} SELECT {TokenInsert.Values} FROM a
        """;

    private const string RotateSql = $"""
        WITH a AS (
            UPDATE platen.authorizations SET used_at = @Now, ends_at = @Until, refresh_secret = @Secret
            WHERE tenant = @Tenant AND refresh_selector = @Selector AND refresh_secret = @Former AND ends_at > @Now RETURNING id)
        {TokenInsert.Columns} SELECT {TokenInsert.Values} FROM a
        """;

    private const string EndSql = """
        WITH t AS (DELETE FROM platen.tokens WHERE tenant = @Tenant AND family = @Id)
        DELETE FROM platen.authorizations WHERE tenant = @Tenant AND id = @Id
        """;

    private const string EndOfClientSql = """
        WITH t AS (DELETE FROM platen.tokens WHERE tenant = @Tenant AND client = @Client)
        DELETE FROM platen.authorizations WHERE tenant = @Tenant AND client = @Client
        """;

    private const string CountSql = """
        SELECT count(*) FROM platen.tokens
        WHERE tenant = @Tenant AND client = @Client AND kind = 2 AND ends_at > @Now AND CASE WHEN @Family::uuid IS NULL THEN user_id IS NULL ELSE family = @Family END
        """;

    internal const string InsertSql = "INSERT INTO platen.authorizations (tenant, id, user_id, client, scopes, certificate, origin, granted_at, ends_at)";

    internal const string ValuesSql = "@AuthTenant, @AuthId, @AuthUser, @AuthClient, @AuthScopes, @AuthCertificate, @AuthOrigin, @AuthGranted, @AuthEnds";

    public Task AddAsync(Authorization authorization, CancellationToken cancellationToken) => WriteAsync(AddSql + " ON CONFLICT DO NOTHING", Parameters(authorization), cancellationToken);

    public async Task<Authorization?> FindAsync(TenantId tenant, Guid id, CancellationToken cancellationToken) =>
        await FirstAsync("id = @Id", new { Tenant = tenant.Value, Id = id, Now = Now }, cancellationToken);

    public async Task<Authorization?> FindByRefreshAsync(TenantId tenant, string refreshText, CancellationToken cancellationToken) => RefreshText.Is(refreshText)
        ? await FirstAsync("refresh_selector = @Selector", new { Tenant = tenant.Value, Selector = RefreshText.Selector(refreshText), Now = Now }, cancellationToken)
        : null;

    public async Task<bool> ActivateAsync(NewTokens tokens, string certificate, DateTimeOffset endsAt, CancellationToken cancellationToken) =>
        await WriteAsync(ActivateSql, Parameters(tokens, endsAt, certificate), cancellationToken) == 1;

    public async Task<bool> RotateAsync(NewTokens tokens, string formerText, DateTimeOffset endsAt, CancellationToken cancellationToken)
    {
        var parameters = Parameters(tokens, endsAt, "");
        parameters.Add("Former", RefreshText.Secret(formerText));
        if (await WriteAsync(RotateSql, parameters, cancellationToken) == 1)
        {
            return true;
        }

        // the connection may have died after the write: then the new secret stands there already, and nobody else can know it
        var row = await FirstAsync("refresh_selector = @Selector AND refresh_secret = @Secret", parameters, cancellationToken);
        return row is not null;
    }

    public async Task NoteUseAsync(Authorization authorization, DateTimeOffset endsAt, CancellationToken cancellationToken)
    {
        var now = Now;
        if (authorization.UsedAt is not { } used || now - used.UtcDateTime >= UseExact)
        {
            var key = new { Tenant = authorization.Tenant.Value, authorization.Id, Now = now, Until = endsAt.UtcDateTime };
            await WriteAsync("UPDATE platen.authorizations SET used_at = @Now, ends_at = @Until WHERE tenant = @Tenant AND id = @Id AND activated_at IS NOT NULL AND ends_at > @Now AND used_at < @Now", key, cancellationToken);
        }
    }

    public async Task<ImmutableArray<Authorization>> ListAsync(TenantId tenant, UserId user, CancellationToken cancellationToken)
    {
        var sql = $"SELECT {AuthorizationRow.Columns} FROM platen.authorizations WHERE tenant = @Tenant AND user_id = @User AND activated_at IS NOT NULL AND ends_at > @Now ORDER BY granted_at DESC LIMIT {ListMax}";
        var key = new { Tenant = tenant.Value, User = user.Value, Now = Now };
        var rows = await database.ReadAsync(c => c.QueryAsync<AuthorizationRow>(new CommandDefinition(sql, key, cancellationToken: cancellationToken)), cancellationToken);
        return [.. rows.Select(row => row.ToAuthorization())];
    }

    public async Task<bool> EndAsync(TenantId tenant, Guid id, CancellationToken cancellationToken) => await WriteAsync(EndSql, new { Tenant = tenant.Value, Id = id }, cancellationToken) == 1;

    public Task<int> EndOfClientAsync(TenantId tenant, ClientId client, CancellationToken cancellationToken) => WriteAsync(EndOfClientSql, new { Tenant = tenant.Value, Client = client.Value }, cancellationToken);

    public Task<int> EndOwnTokensAsync(TenantId tenant, ClientId client, CancellationToken cancellationToken) =>
        WriteAsync("DELETE FROM platen.tokens WHERE tenant = @Tenant AND client = @Client AND kind = 2 AND user_id IS NULL", new { Tenant = tenant.Value, Client = client.Value }, cancellationToken);

    public Task<int> CountTokensAsync(TenantId tenant, ClientId client, Guid? authorization, CancellationToken cancellationToken)
    {
        var key = new { Tenant = tenant.Value, Client = client.Value, Family = authorization, Now = Now };
        return database.ReadAsync(c => c.ExecuteScalarAsync<int>(new CommandDefinition(CountSql, key, cancellationToken: cancellationToken)), cancellationToken);
    }

    public Task<int> RemoveExpiredAsync(CancellationToken cancellationToken) => WriteAsync("DELETE FROM platen.authorizations WHERE ends_at <= @Now", new { Now = Now }, cancellationToken);

    internal static DynamicParameters Parameters(Authorization authorization) => new(new
    {
        AuthTenant = authorization.Tenant.Value,
        AuthId = authorization.Id,
        AuthUser = authorization.User.Value,
        AuthClient = authorization.Client.Value,
        AuthScopes = authorization.Scopes.Select(scope => (int)scope).ToArray(),
        AuthCertificate = authorization.Certificate,
        AuthOrigin = CleanText.Of(authorization.Origin),
        AuthGranted = authorization.GrantedAt.UtcDateTime,
        AuthEnds = authorization.EndsAt.UtcDateTime,
    });

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private DynamicParameters Parameters(NewTokens tokens, DateTimeOffset endsAt, string certificate)
    {
        var parameters = new DynamicParameters(TokenInsert.Parameters(tokens.Access, TokenText.Hash(tokens.AccessText)));
        parameters.AddDynamicParams(new
        {
            Now,
            Until = endsAt.UtcDateTime,
            Binding = certificate,
            Selector = tokens.RefreshText is { } text ? RefreshText.Selector(text) : null,
            Secret = tokens.RefreshText is { } secret ? RefreshText.Secret(secret) : null,
        });
        return parameters;
    }

    private async Task<Authorization?> FirstAsync(string where, object parameters, CancellationToken cancellationToken)
    {
        var sql = $"SELECT {AuthorizationRow.Columns} FROM platen.authorizations WHERE tenant = @Tenant AND {where} AND ends_at > @Now";
        var row = await database.ReadAsync(c => c.QueryFirstOrDefaultAsync<AuthorizationRow>(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)), cancellationToken);
        return row?.ToAuthorization();
    }

    private Task<int> WriteAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.RunAsync(database.Reader, c => c.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)), cancellationToken);
}
