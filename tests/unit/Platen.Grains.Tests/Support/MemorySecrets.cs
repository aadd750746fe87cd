using System.Collections.Immutable;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Grains.Tests.Support;

/// <summary>Sessions, set-up tokens, credential key and CA in memory.</summary>
internal sealed class MemorySecrets(TimeProvider time) : IWebSessions, ISetupTokens, ICredentialKeys, ICertificateAuthority, IMasterKey
{
    private readonly Dictionary<string, WebSession> _sessions = [];
    private readonly Dictionary<string, TenantId> _setUps = [];
    private int _serial;

    public ImmutableArray<byte> Key { get; } = [.. Enumerable.Repeat((byte)3, 32)];

    public ImmutableArray<byte> PublicKeySha256 { get; } = [.. Enumerable.Repeat((byte)9, 32)];

    public ImmutableArray<byte> Certificate { get; } = [1, 2, 3];

    public Task<string> CreateAsync(TenantId tenant, UserId user, CancellationToken cancellationToken)
    {
        var token = $"session-{_sessions.Count}";
        var now = time.GetUtcNow();
        _sessions[token] = new WebSession(tenant, user, now, now, now.AddHours(12));
        return Task.FromResult(token);
    }

    public Task<string> CreateAsync(TenantId tenant, UserId user, SessionStart start, CancellationToken cancellationToken)
    {
        var token = $"session-{_sessions.Count}";
        var now = time.GetUtcNow();
        _sessions[token] = new WebSession(tenant, user, now, now, now + start.Max) { Id = token, Kind = start.Kind, Origin = start.Origin, ProvenAt = start.ProvenAt };
        return Task.FromResult(token);
    }

    public Task<ImmutableArray<WebSession>> ListAsync(TenantId tenant, UserId user, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<WebSession>>([.. _sessions.Values.Where(session => session.User == user)]);

    public Task<bool> EndOneAsync(TenantId tenant, UserId user, string id, CancellationToken cancellationToken) => Task.FromResult(_sessions.Remove(id));

    public Task<WebSession?> FindAsync(string token, CancellationToken cancellationToken) => Task.FromResult(_sessions.GetValueOrDefault(token));

    public Task EndAsync(string token, CancellationToken cancellationToken)
    {
        _sessions.Remove(token);
        return Task.CompletedTask;
    }

    public Task<int> EndAllAsync(TenantId tenant, UserId user, CancellationToken cancellationToken)
    {
        var ended = _sessions.Where(session => session.Value.User == user).Select(session => session.Key).ToList();
        ended.ForEach(token => _sessions.Remove(token));
        return Task.FromResult(ended.Count);
    }

    public Task<int> RemoveExpiredAsync(CancellationToken cancellationToken) => Task.FromResult(0);

    public Task<string> IssueAsync(TenantId tenant, TimeSpan validFor, CancellationToken cancellationToken)
    {
        _setUps["set-up"] = tenant;
        return Task.FromResult("set-up");
    }

    public Task<TenantId?> CheckAsync(string token, CancellationToken cancellationToken) => Task.FromResult(_setUps.TryGetValue(token, out var tenant) ? tenant : (TenantId?)null);

    public Task<TenantId?> ConsumeAsync(string token, CancellationToken cancellationToken) => Task.FromResult(_setUps.Remove(token, out var tenant) ? tenant : (TenantId?)null);

    public Task<ImmutableArray<byte>> GetAsync(TenantId tenant, CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<byte>>([.. Enumerable.Repeat((byte)5, 32)]);

    public IssuedCertificate IssueAgent(TenantId tenant, SiteId site, AgentId agent, ReadOnlySpan<byte> pkcs10) => pkcs10[0] == 0
        ? throw new FormatException("The request is no PKCS#10.")
        : new IssuedCertificate([.. pkcs10], $"0{Interlocked.Increment(ref _serial)}AB", time.GetUtcNow().AddDays(90));
}
