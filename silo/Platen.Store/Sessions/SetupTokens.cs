using Dapper;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Store.Connections;

namespace Platen.Store.Sessions;

/// <summary>Set-up tokens in PostgreSQL.</summary>
internal sealed class SetupTokens(StoreDatabase database, TimeProvider time) : ISetupTokens
{
    private static readonly TimeSpan ValidMax = TimeSpan.FromDays(30);

    private const string IssueSql = """
        INSERT INTO platen.setup_tokens (tenant, token_sha256, ends_at) VALUES (@Tenant, @Hash, @Ends)
        ON CONFLICT (tenant) DO UPDATE SET token_sha256 = EXCLUDED.token_sha256, ends_at = EXCLUDED.ends_at
        """;

    public async Task<string> IssueAsync(TenantId tenant, TimeSpan validFor, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(validFor, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(validFor, ValidMax);
        var token = SecretToken.New();
        var row = new { Tenant = tenant.Value, Hash = SecretToken.Hash(token), Ends = (time.GetUtcNow() + validFor).UtcDateTime };
        await database.RunAsync(database.Reader, c => c.ExecuteAsync(new CommandDefinition(IssueSql, row, cancellationToken: cancellationToken)), cancellationToken);
        return token;
    }

    public Task<TenantId?> CheckAsync(string token, CancellationToken cancellationToken) =>
        FindAsync("SELECT tenant FROM platen.setup_tokens WHERE token_sha256 = @Hash AND ends_at > @Now", token, cancellationToken);

    // the row lock of the delete lets exactly one of many through
    public Task<TenantId?> ConsumeAsync(string token, CancellationToken cancellationToken) =>
        FindAsync("DELETE FROM platen.setup_tokens WHERE token_sha256 = @Hash AND ends_at > @Now RETURNING tenant", token, cancellationToken);

    private async Task<TenantId?> FindAsync(string sql, string token, CancellationToken cancellationToken)
    {
        if (SecretToken.Hash(token) is not { } hash)
        {
            return null;
        }

        var tenant = await database.RunAsync(
            database.Reader,
            c => c.QueryFirstOrDefaultAsync<string>(new CommandDefinition(sql, new { Hash = hash, Now = time.GetUtcNow().UtcDateTime }, cancellationToken: cancellationToken)),
            cancellationToken);
        return tenant is null ? null : TenantId.Parse(tenant);
    }
}
