using Platen.Domain.Users;
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
            foreach (var login in jobs.ListUnclaimedLogins(LoginsMax))
            {
                if (replica.FindUserByLogin(login) is { Active: true } user)
                {
                    await ClaimAsync(login, UserId.Parse(user.UserId), stoppingToken);
                }
            }

            await changed;
        }
    }

    private async Task ClaimAsync(string login, UserId owner, CancellationToken cancellationToken)
    {
        foreach (var job in jobs.ListUnclaimed(login, JobsMax))
        {
            await jobs.ResolveOwnerAsync(job.Id, owner, cancellationToken);
        }
    }
}
