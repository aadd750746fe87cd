using Orleans.Runtime;

namespace Orleans;

/// <summary>What every grain class implements; most do so by deriving from <see cref="Grain"/>.</summary>
public interface IGrainBase
{
    /// <summary>The activation that this object belongs to.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>Called before the first request. If it fails, the callers get its exception and the next call tries anew.</summary>
    /// <param name="token">Cancelled when activation takes longer than the engine's activation time-out.</param>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>Called after the last request of this activation has ended. Not called when the process dies.</summary>
    /// <param name="reason">Why the activation ends.</param>
    /// <param name="token">Cancelled when deactivation takes longer than the engine's deactivation time-out.</param>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}
