using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Grains.Users;

/// <inheritdoc cref="ILoginWatchGrain"/>
internal sealed class LoginWatchGrain(ILoginFailures failures) : Grain, ILoginWatchGrain
{
    private const string Origin = "fleet";

    private FleetWatch _watch = new();

    private TenantId Tenant => GrainKeys.ParseTenant(this.GetPrimaryKeyString());

    public override async Task OnActivateAsync(CancellationToken cancellationToken) => _watch = FleetWatch.After(await failures.ListAsync(Tenant, cancellationToken));

    public async Task NoteAsync(LoginFailure failure, CancellationToken cancellationToken)
    {
        var tenant = GrainFactory.Tenant(Tenant);
        if (await tenant.GetAsync(cancellationToken) is not { } row || row.Logins.Fleet is { Failures: 0, SameSecretDevices: 0 })
        {
            return;
        }

        // kept first: whoever makes the server fall over after each try must not begin anew each time
        await failures.AddAsync(Tenant, failure, cancellationToken);
        if (_watch.Add(failure, row.Logins.Fleet) is { } alarm)
        {
            await tenant.ThrottleFleetAsync(alarm, Actor.System(Origin), cancellationToken);
            await failures.ForgetAsync(Tenant, cancellationToken);
        }
    }
}
