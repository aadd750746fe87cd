using System.Collections.Immutable;
using Dapper;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Tokens;
using Platen.Domain.Users;
using Platen.Store.Connections;

namespace Platen.Store.Tokens;

/// <summary>Tokens in PostgreSQL.</summary>
internal sealed class Tokens(StoreDatabase database, TimeProvider time) : ITokens
{
    private const int ListMax = 200;

    // written at most once a minute a token, not with each request
    private static readonly TimeSpan UseExact = TimeSpan.FromMinutes(1);

    private const string AddSql = $"{TokenInsert.Columns} VALUES ({TokenInsert.Values})";

    // an access token for a user is good as long as the user's agreement is
    private const string FindSql = $"""
        SELECT {TokenRow.Columns} FROM platen.tokens t WHERE token_sha256 = @Hash AND tenant = @Tenant AND ends_at > @Now
            AND (kind <> 2 OR user_id IS NULL OR EXISTS (SELECT FROM platen.authorizations a WHERE a.tenant = t.tenant AND a.id = t.family AND a.ends_at > @Now))
        """;

    private const string RevokeFamilySql = """
        WITH a AS (DELETE FROM platen.authorizations WHERE tenant = @Tenant AND id = @Family)
        DELETE FROM platen.tokens WHERE tenant = @Tenant AND family = @Family
        """;

    private const string RevokeAllSql = """
        WITH a AS (DELETE FROM platen.authorizations WHERE tenant = @Tenant AND user_id = @User)
        DELETE FROM platen.tokens WHERE tenant = @Tenant AND user_id = @User
        """;

    public async Task<string> AddAsync(IssuedToken token, CancellationToken cancellationToken)
    {
        var text = TokenText.New(token.Kind);
        await WriteAsync(AddSql, TokenInsert.Parameters(token, TokenText.Hash(text)), cancellationToken);
        return text;
    }

    public async Task<IssuedToken?> FindAsync(TenantId tenant, string token, CancellationToken cancellationToken)
    {
        if (TokenText.KindOf(token) == TokenKind.Unspecified)
        {
            return null;
        }

        var row = await database.ReadAsync(c => c.QueryFirstOrDefaultAsync<TokenRow>(new CommandDefinition(FindSql, Key(tenant, token), cancellationToken: cancellationToken)), cancellationToken);
        return row?.ToToken();
    }

    // the row lock of the update lets exactly one of many through
    public async Task<bool> UseAsync(TenantId tenant, string token, CancellationToken cancellationToken) =>
        await WriteAsync("UPDATE platen.tokens SET used_at = @Now WHERE token_sha256 = @Hash AND tenant = @Tenant AND used_at IS NULL AND ends_at > @Now", Key(tenant, token), cancellationToken) == 1;

    public async Task NoteUseAsync(IssuedToken token, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (token.UsedAt is not { } used || now - used >= UseExact)
        {
            await WriteAsync("UPDATE platen.tokens SET used_at = @Now WHERE tenant = @Tenant AND token_sha256 = @Hash", new { Tenant = token.Tenant.Value, Hash = Convert.FromHexString(token.Id), Now = now.UtcDateTime }, cancellationToken);
        }
    }

    public async Task<ImmutableArray<IssuedToken>> ListAsync(TenantId tenant, UserId user, TokenKind kind, CancellationToken cancellationToken)
    {
        var sql = $"SELECT {TokenRow.Columns} FROM platen.tokens WHERE tenant = @Tenant AND user_id = @User AND kind = @Kind AND ends_at > @Now ORDER BY issued_at DESC LIMIT {ListMax}";
        var key = new { Tenant = tenant.Value, User = user.Value, Kind = (short)kind, Now = time.GetUtcNow().UtcDateTime };
        var rows = await database.ReadAsync(c => c.QueryAsync<TokenRow>(new CommandDefinition(sql, key, cancellationToken: cancellationToken)), cancellationToken);
        return [.. rows.Select(row => row.ToToken())];
    }

    public async Task<bool> RevokeAsync(TenantId tenant, UserId user, string id, CancellationToken cancellationToken)
    {
        var hash = new byte[32];
        return id.Length == 64 && Convert.FromHexString(id, hash, out _, out _) == System.Buffers.OperationStatus.Done
            && await WriteAsync("DELETE FROM platen.tokens WHERE tenant = @Tenant AND user_id = @User AND token_sha256 = @Hash", new { Tenant = tenant.Value, User = user.Value, Hash = hash }, cancellationToken) == 1;
    }

    public Task RemoveAsync(IssuedToken token, CancellationToken cancellationToken) =>
        WriteAsync("DELETE FROM platen.tokens WHERE tenant = @Tenant AND token_sha256 = @Hash", new { Tenant = token.Tenant.Value, Hash = Convert.FromHexString(token.Id) }, cancellationToken);

    public Task<int> RevokeFamilyAsync(TenantId tenant, Guid family, CancellationToken cancellationToken) =>
        WriteAsync(RevokeFamilySql, new { Tenant = tenant.Value, Family = family }, cancellationToken);

    public Task<int> RevokeAllAsync(TenantId tenant, UserId user, CancellationToken cancellationToken) =>
        WriteAsync(RevokeAllSql, new { Tenant = tenant.Value, User = user.Value }, cancellationToken);

    public Task<int> RemoveExpiredAsync(CancellationToken cancellationToken) =>
        WriteAsync("DELETE FROM platen.tokens WHERE ends_at <= @Now", new { Now = time.GetUtcNow().UtcDateTime }, cancellationToken);

    private object Key(TenantId tenant, string token) => new { Hash = TokenText.Hash(token), Tenant = tenant.Value, Now = time.GetUtcNow().UtcDateTime };

    private Task<int> WriteAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.RunAsync(database.Reader, c => c.ExecuteAsync(new CommandDefinition(sql, parameters, cancellationToken: cancellationToken)), cancellationToken);
}
