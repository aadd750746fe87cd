using Platen.Domain.OAuth;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Tokens;

namespace Platen.Grains.Tests.Support;

/// <summary>Devices that wait, in memory; polls are not timed.</summary>
internal sealed class MemoryDeviceLogins(MemoryTokens tokens, MemoryAuthorizations authorizations, TimeProvider time) : IDeviceLogins
{
    private readonly Dictionary<string, (string Text, DeviceLogin Login)> _rows = [];

    public Task<bool> AddAsync(IssuedToken row, string deviceCode, string userCodeIndex, CancellationToken cancellationToken)
    {
        var added = _rows.TryAdd(userCodeIndex, (deviceCode, new DeviceLogin(row, DeviceLoginState.Pending)));
        if (added)
        {
            tokens.Put(deviceCode, row);
        }

        return Task.FromResult(added);
    }

    public Task<DeviceLogin?> FindAsync(TenantId tenant, string userCodeIndex, CancellationToken cancellationToken) => Task.FromResult(Waiting(tenant, userCodeIndex));

    public async Task<bool> AnswerAsync(TenantId tenant, string userCodeIndex, Authorization? agreed, CancellationToken cancellationToken)
    {
        if (Waiting(tenant, userCodeIndex) is not { } login)
        {
            return false;
        }

        var row = agreed is null ? login.Row : login.Row with { User = agreed.User, Scopes = agreed.Scopes };
        _rows[userCodeIndex] = (_rows[userCodeIndex].Text, new DeviceLogin(row, agreed is null ? DeviceLoginState.Denied : DeviceLoginState.Approved));
        if (agreed is not null)
        {
            await authorizations.AddAsync(agreed, cancellationToken);
        }

        return true;
    }

    public async Task<DeviceLogin?> PollAsync(TenantId tenant, string deviceCode, CancellationToken cancellationToken)
    {
        var login = _rows.Values.FirstOrDefault(row => row.Text == deviceCode && row.Login.Row.Tenant == tenant).Login;
        return login is null ? null : login with { Row = login.Row with { UsedAt = (await tokens.FindAsync(tenant, deviceCode, cancellationToken))?.UsedAt } };
    }

    public Task<int> CountAsync(TenantId tenant, ClientId client, CancellationToken cancellationToken) =>
        Task.FromResult(_rows.Keys.Count(index => Waiting(tenant, index)?.Row.Client == client.Value));

    private DeviceLogin? Waiting(TenantId tenant, string index) =>
        _rows.TryGetValue(index, out var row) && row.Login.Row.Tenant == tenant && row.Login.State == DeviceLoginState.Pending && !row.Login.IsOver(time.GetUtcNow()) ? row.Login : null;
}
