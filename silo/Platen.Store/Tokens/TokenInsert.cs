using Platen.Domain.Tokens;
using Platen.Store.Json;

namespace Platen.Store.Tokens;

/// <summary>How a row of <c>platen.tokens</c> is written, alone or in the statement of an agreement.</summary>
internal static class TokenInsert
{
    public const string Columns = "INSERT INTO platen.tokens (token_sha256, tenant, kind, family, user_id, client, name, scopes, certificate, context, act, issued_at, ends_at)";

    public const string Values = "@Hash, @Tenant, @Kind, @Family, @User::uuid, @Client, @Name, @Scopes, @Certificate, @Context, @Act, @Issued, @Ends";

    public static object Parameters(IssuedToken token, byte[] hash) => new
    {
        Hash = hash,
        Tenant = token.Tenant.Value,
        Kind = (short)token.Kind,
        token.Family,
        User = token.User?.Value,
        Client = CleanText.Of(token.Client),
        Name = CleanText.Of(token.Name),
        Scopes = token.Scopes.Select(scope => (int)scope).ToArray(),
        token.Certificate,
        Context = CleanText.Of(token.Context),
        token.Act,
        Issued = token.IssuedAt.UtcDateTime,
        Ends = token.EndsAt.UtcDateTime,
    };
}
