using System.Collections.Immutable;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Grains.Tests.Support;

/// <summary>Failed logins of the last minutes in memory.</summary>
internal sealed class MemoryLoginFailures(TimeProvider time) : ILoginFailures
{
    private ImmutableList<(TenantId Tenant, LoginFailure Failure)> _rows = [];

    public Task AddAsync(TenantId tenant, LoginFailure failure, CancellationToken cancellationToken)
    {
        ImmutableInterlocked.Update(ref _rows, rows => rows.Add((tenant, failure)));
        return Task.CompletedTask;
    }

    public Task<ImmutableArray<LoginFailure>> ListAsync(TenantId tenant, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<LoginFailure>>([.. _rows.Where(row => row.Tenant == tenant && row.Failure.At > time.GetUtcNow() - FleetPolicy.Window).Select(row => row.Failure)]);

    public Task ForgetAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        ImmutableInterlocked.Update(ref _rows, rows => rows.RemoveAll(row => row.Tenant == tenant));
        return Task.CompletedTask;
    }

    public Task<int> RemoveExpiredAsync(CancellationToken cancellationToken)
    {
        var before = _rows.Count;
        ImmutableInterlocked.Update(ref _rows, rows => rows.RemoveAll(row => row.Failure.At <= time.GetUtcNow() - FleetPolicy.Window));
        return Task.FromResult(before - _rows.Count);
    }
}
