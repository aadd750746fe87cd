using System.Collections.Immutable;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Tokens;
using Platen.Domain.Users;

namespace Platen.Grains.Tests.Support;

/// <summary>Tokens in memory.</summary>
internal sealed class MemoryTokens(TimeProvider time) : ITokens
{
    private readonly Dictionary<string, IssuedToken> _rows = [];

    public Task<string> AddAsync(IssuedToken token, CancellationToken cancellationToken)
    {
        var text = TokenText.New(token.Kind);
        _rows[text] = token with { Id = Convert.ToHexStringLower(TokenText.Hash(text)) };
        return Task.FromResult(text);
    }

    public Task<IssuedToken?> FindAsync(TenantId tenant, string token, CancellationToken cancellationToken) =>
        Task.FromResult(_rows.TryGetValue(token, out var row) && row.Tenant == tenant && row.EndsAt > time.GetUtcNow() ? row : null);

    public Task<bool> UseAsync(TenantId tenant, string token, CancellationToken cancellationToken)
    {
        if (!_rows.TryGetValue(token, out var row) || row.UsedAt is not null)
        {
            return Task.FromResult(false);
        }

        _rows[token] = row with { UsedAt = time.GetUtcNow() };
        return Task.FromResult(true);
    }

    public Task NoteUseAsync(IssuedToken token, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<ImmutableArray<IssuedToken>> ListAsync(TenantId tenant, UserId user, TokenKind kind, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<IssuedToken>>([.. _rows.Values.Where(row => row.Tenant == tenant && row.User == user && row.Kind == kind)]);

    public Task<bool> RevokeAsync(TenantId tenant, UserId user, string id, CancellationToken cancellationToken) => Task.FromResult(Remove(row => row.User == user && row.Id == id) == 1);

    public Task RemoveAsync(IssuedToken token, CancellationToken cancellationToken) => Task.FromResult(Remove(row => row.Tenant == token.Tenant && row.Id == token.Id));

    public Task<int> RevokeFamilyAsync(TenantId tenant, Guid family, CancellationToken cancellationToken) => Task.FromResult(Remove(row => row.Tenant == tenant && row.Family == family));

    public Task<int> RevokeAllAsync(TenantId tenant, UserId user, CancellationToken cancellationToken) => Task.FromResult(Remove(row => row.Tenant == tenant && row.User == user));

    public Task<int> RemoveExpiredAsync(CancellationToken cancellationToken) => Task.FromResult(Remove(row => row.EndsAt <= time.GetUtcNow()));

    /// <summary>A row that another port writes.</summary>
    public void Put(string text, IssuedToken token) => _rows[text] = token with { Id = Convert.ToHexStringLower(TokenText.Hash(text)) };

    public int RemoveWhere(Func<IssuedToken, bool> which) => Remove(which);

    public int Count(Func<IssuedToken, bool> which) => _rows.Values.Count(row => row.EndsAt > time.GetUtcNow() && which(row));

    private int Remove(Func<IssuedToken, bool> which)
    {
        var gone = _rows.Where(row => which(row.Value)).Select(row => row.Key).ToList();
        gone.ForEach(key => _rows.Remove(key));
        return gone.Count;
    }
}
