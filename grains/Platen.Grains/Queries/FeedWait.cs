using Platen.Domain.Ports;
using Platen.Domain.Tenants;

namespace Platen.Grains.Queries;

/// <summary>Waits for the change feed with a time-out: what long polls have in common.</summary>
internal sealed class FeedWait(IChangeFeedSignal signal, TimeProvider time)
{
    /// <summary>The longest wait: well under the time-out of grain calls.</summary>
    public static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(20);

    /// <summary>A wait within its bounds.</summary>
    public static TimeSpan Bounded(TimeSpan wait) => TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, WaitMax.Ticks));

    /// <summary>True: the feed has, or may have, grown. False: the time is over.</summary>
    public async Task<bool> UntilAsync(TenantId tenant, long afterCursor, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var remaining = until - time.GetUtcNow();
        if (remaining <= TimeSpan.Zero)
        {
            return false;
        }

        using var over = new CancellationTokenSource(remaining, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            await signal.WaitForChangeAsync(tenant, afterCursor, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
