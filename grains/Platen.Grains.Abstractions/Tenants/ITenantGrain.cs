using Orleans.Concurrency;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Tenants;

/// <summary>A tenant and its policies. Key: <see cref="GrainKeys.Tenant"/>.</summary>
[Alias("platen.tenants.tenant-grain")]
public interface ITenantGrain : IGrainWithStringKey
{
    /// <summary>The tenant, or null.</summary>
    [Alias("get")]
    [ReadOnly]
    Task<Tenant?> GetAsync(CancellationToken cancellationToken);

    /// <summary>Records the tenant. The server itself only.</summary>
    [Alias("create")]
    Task<CommandResult> CreateAsync(CreateTenant command, Actor actor, CancellationToken cancellationToken);

    /// <summary>Changes policies; all errors are named at once. Each area has its right (AZ04).</summary>
    [Alias("update")]
    Task<CommandResult> UpdateAsync(UpdateTenant command, Actor actor, CancellationToken cancellationToken);

    /// <summary>Slows typed logins down at every device for the time that the policy says, with an alarm in the audit log (AU14). The server itself only.</summary>
    [Alias("throttle-fleet")]
    Task<CommandResult> ThrottleFleetAsync(FleetAlarm alarm, Actor actor, CancellationToken cancellationToken);

    /// <summary>Ends that before its time: who holds login-settings.</summary>
    [Alias("end-fleet-throttle")]
    Task<CommandResult> EndFleetThrottleAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Records the first administrator and closes the set-up, in one transaction: of concurrent calls exactly one succeeds.</summary>
    [Alias("complete-set-up")]
    Task<CompleteSetUpResult> CompleteSetUpAsync(CompleteSetUp command, CancellationToken cancellationToken);

    /// <summary>Adds or replaces an own role; of rights that the actor holds.</summary>
    [Alias("put-role")]
    Task<CommandResult> PutRoleAsync(PutRole command, Actor actor, CancellationToken cancellationToken);

    /// <summary>Gives everybody in a group these roles and no others. Only what the actor holds.</summary>
    [Alias("set-group-roles")]
    Task<CommandResult> SetGroupRolesAsync(SetGroupRoles command, Actor actor, CancellationToken cancellationToken);

    /// <summary>Removes an own role that nobody has.</summary>
    [Alias("remove-role")]
    Task<CommandResult> RemoveRoleAsync(RoleId role, Actor actor, CancellationToken cancellationToken);
}
