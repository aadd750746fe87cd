using Platen.Domain.Users;
using Platen.SiteAgent.Intake;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Replica;

namespace Platen.SiteAgent.Hosting;

/// <summary>Gives unclaimed jobs to users who appear under the name that their sender claimed, whenever the replica changes.</summary>
internal sealed class OwnerClaims(IReplica replica, IHeldJobs jobs) : BackgroundService
{
    private const int LoginsMax = 10_000;
    private const int JobsMax = 1_000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var changed = replica.WaitForChangeAsync(stoppingToken);
            await RunOnceAsync(stoppingToken);
            await changed;
        }
    }

    /// <summary>Goes once through all unclaimed jobs.</summary>
    internal async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var login in jobs.ListUnclaimedLogins(LoginsMax))
        {
            if (replica.FindUserByLogin(login) is { Active: true } user)
            {
                await ClaimAsync(login, UserId.Parse(user.UserId), cancellationToken);
            }
        }
    }

    // a job is nobody's too when its name rests on less than its queue takes: then only an administrator can give it to somebody
    private bool IsEnough(HeldJob job) =>
        replica.FindQueue(job.Queue) is { } queue && job.Evidence >= IntakePolicies.Of(queue).LeastEvidenceOf(IntakePolicies.KindOf(queue));

    private async Task ClaimAsync(string login, UserId owner, CancellationToken cancellationToken)
    {
        foreach (var job in jobs.ListUnclaimed(login, JobsMax).Where(IsEnough))
        {
            await jobs.ResolveOwnerAsync(job.Id, owner, cancellationToken);
        }
    }
}
