using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Platen.Domain.OAuth;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Tokens;
using Platen.Domain.Users;

namespace Platen.Grains.Tests.Support;

/// <summary>Agreements in memory.</summary>
internal sealed class MemoryAuthorizations(MemoryTokens tokens, TimeProvider time) : IAuthorizations
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, Authorization> _rows = [];
    private readonly Dictionary<string, Guid> _selectors = [];

    public Task AddAsync(Authorization authorization, CancellationToken cancellationToken) => Locked(() => _rows.TryAdd(authorization.Id, authorization));

    public Task<Authorization?> FindAsync(TenantId tenant, Guid id, CancellationToken cancellationToken) => Locked(() => Alive(tenant, id));

    public Task<Authorization?> FindByRefreshAsync(TenantId tenant, string refreshText, CancellationToken cancellationToken) =>
        Locked(() => RefreshText.Is(refreshText) && _selectors.TryGetValue(Selector(refreshText), out var id) ? Alive(tenant, id) : null);

    public Task<bool> ActivateAsync(NewTokens given, string certificate, DateTimeOffset endsAt, CancellationToken cancellationToken) => Locked(() =>
        Alive(given.Access.Tenant, given.Access.Family) is { ActivatedAt: null } row && Put(given, row with { ActivatedAt = time.GetUtcNow(), Certificate = certificate, EndsAt = endsAt }));

    public Task<bool> RotateAsync(NewTokens given, string formerText, DateTimeOffset endsAt, CancellationToken cancellationToken) => Locked(() =>
        Alive(given.Access.Tenant, given.Access.Family) is { } row && row.RefreshSecret.AsSpan().SequenceEqual(RefreshText.Secret(formerText)) && Put(given, row with { EndsAt = endsAt }));

    public Task NoteUseAsync(Authorization authorization, DateTimeOffset endsAt, CancellationToken cancellationToken) => Locked(() =>
        Alive(authorization.Tenant, authorization.Id) is { } row && (_rows[row.Id] = row with { UsedAt = time.GetUtcNow(), EndsAt = endsAt }) is not null);

    public Task<ImmutableArray<Authorization>> ListAsync(TenantId tenant, UserId user, CancellationToken cancellationToken) =>
        Locked(() => _rows.Values.Where(row => row.Tenant == tenant && row.User == user && row.ActivatedAt is not null && row.EndsAt > time.GetUtcNow()).OrderByDescending(row => row.GrantedAt).ToImmutableArray());

    public async Task<bool> EndAsync(TenantId tenant, Guid id, CancellationToken cancellationToken)
    {
        await tokens.RevokeFamilyAsync(tenant, id, cancellationToken);
        return await Locked(() => _rows.TryGetValue(id, out var row) && row.Tenant == tenant && _rows.Remove(id));
    }

    public async Task<int> EndOfClientAsync(TenantId tenant, ClientId client, CancellationToken cancellationToken)
    {
        tokens.RemoveWhere(row => row.Tenant == tenant && row.Client == client.Value);
        return await RemoveAsync(row => row.Tenant == tenant && row.Client == client);
    }

    public Task<int> EndOwnTokensAsync(TenantId tenant, ClientId client, CancellationToken cancellationToken) =>
        Task.FromResult(tokens.RemoveWhere(row => row.Tenant == tenant && row.Client == client.Value && row is { User: null, Kind: TokenKind.Access }));

    public Task<int> CountTokensAsync(TenantId tenant, ClientId client, Guid? authorization, CancellationToken cancellationToken) => Task.FromResult(
        tokens.Count(row => row.Tenant == tenant && row.Client == client.Value && row.Kind == TokenKind.Access && (authorization is { } family ? row.Family == family : row.User is null)));

    public Task<int> RemoveExpiredAsync(CancellationToken cancellationToken) => RemoveAsync(row => row.EndsAt <= time.GetUtcNow());

    private static string Selector(string text) => Convert.ToHexStringLower(RefreshText.Selector(text));

    private Authorization? Alive(TenantId tenant, Guid id) => _rows.TryGetValue(id, out var row) && row.Tenant == tenant && row.EndsAt > time.GetUtcNow() ? row : null;

    private bool Put(NewTokens given, Authorization row)
    {
        tokens.Put(given.AccessText, given.Access);
        if (given.RefreshText is { } text)
        {
            _selectors[Selector(text)] = row.Id;
            row = row with { RefreshSecret = ImmutableCollectionsMarshal.AsImmutableArray(RefreshText.Secret(text)) };
        }

        _rows[row.Id] = row with { UsedAt = time.GetUtcNow() };
        return true;
    }

    private Task<int> RemoveAsync(Func<Authorization, bool> which) => Locked(() =>
    {
        var gone = _rows.Values.Where(which).Select(row => row.Id).ToList();
        gone.ForEach(id => _rows.Remove(id));
        return gone.Count;
    });

    private Task<T> Locked<T>(Func<T> act)
    {
        lock (_gate)
        {
            return Task.FromResult(act());
        }
    }
}
