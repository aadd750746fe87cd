using Orleans.Runtime;
using Platen.Domain.Ports;

namespace Platen.Grains.Sites;

/// <summary>Tells faults of a fact from those of the store and the cluster, which say nothing about it.</summary>
internal static class FactFault
{
    public static bool IsOfTheFact(Exception fault) =>
        fault is not (RecordStoreUnavailableException or EventOutOfOrderException or OperationCanceledException or TimeoutException or OrleansException);
}
