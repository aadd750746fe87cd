using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Grains.Users;

/// <inheritdoc cref="ILoginWatchGrain"/>
internal sealed class LoginWatchGrain : Grain, ILoginWatchGrain
{
    private const string Origin = "fleet";

    private readonly FleetWatch _watch = new();

    private TenantId Tenant => GrainKeys.ParseTenant(this.GetPrimaryKeyString());

    public async Task NoteAsync(LoginFailure failure, CancellationToken cancellationToken)
    {
        var tenant = GrainFactory.Tenant(Tenant);
        if (await tenant.GetAsync(cancellationToken) is { } row && _watch.Add(failure, row.Logins.Fleet) is { } alarm)
        {
            await tenant.ThrottleFleetAsync(alarm, Actor.System(Origin), cancellationToken);
        }
    }
}
