using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Platen.Silo.Options;

namespace Platen.Silo.Hosting;

/// <summary>
/// Sends grains home. Placement is decided once, when a grain wakes: one that woke on a master while its site's silo was away stays there. From time to time each silo looks at its own activations, and lets those move
/// that belong on another silo which is up now.
/// </summary>
internal sealed partial class OrleansHomeSweep(
    OrleansPlacedGrains placed, OrleansSiloRoles roles, ISiloStatusOracle silos, IOptions<ClusterOptions> options, TimeProvider time, ILogger<OrleansHomeSweep> log) : BackgroundService
{
    /// <summary>The most moves of one sweep: a silo that comes back is not stormed.</summary>
    private const int MovesPerSweepMax = 500;

    /// <summary>One sweep; gives the number of grains asked to move.</summary>
    public int Sweep()
    {
        IReadOnlyList<SiloAddress> active = [.. silos.GetApproximateSiloStatuses(onlyActive: true).Keys];
        var moves = 0;
        foreach (var (context, _) in placed.All.Where(entry => IsAway(entry.Key, entry.Value, active)).Take(MovesPerSweepMax))
        {
            context.Migrate(requestContext: null);
            moves++;
        }

        if (moves > 0)
        {
            LogMoved(moves);
        }

        return moves;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.HomeSweepEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Sweep();
        }
    }

    private bool IsAway(IGrainContext context, OrleansSiteScope scope, IReadOnlyList<SiloAddress> active) =>
        !roles.HomesOf(context.GrainId, scope, active).Contains(silos.SiloAddress);

    [LoggerMessage(1040, LogLevel.Information, "{Moves} grains move home to their site's silo")]
    private partial void LogMoved(int moves);
}
