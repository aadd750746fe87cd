using Orleans.Runtime;

namespace Orleans;

/// <summary>An object outside the grains that grains can notify; made callable by <see cref="IGrainFactory.CreateObjectReference{TGrainObserverInterface}"/>.</summary>
public interface IGrainObserver : IAddressable
{
}
