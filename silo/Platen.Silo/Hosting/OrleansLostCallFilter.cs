using Orleans.Runtime;

namespace Platen.Silo.Hosting;

/// <summary>
/// Gives up a client's calls that were lost with a silo; see <see cref="OrleansSiloLosses"/>. Whether such a call was carried out is unknown, as with a time-out: callers repeat what has an id of its own, and tell people of the rest.
/// </summary>
internal sealed class OrleansLostCallFilter(OrleansSiloLosses losses) : IOutgoingGrainCallFilter
{
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var lost = losses.NextLoss(); // before the call: a loss between the two counts
        var call = context.Invoke();
        try
        {
            await call.WaitAsync(lost);
        }
        catch (OperationCanceledException fault) when (fault.CancellationToken == lost && !call.IsCompleted)
        {
            throw new SiloUnavailableException($"A silo was lost while {context.InterfaceName}.{context.MethodName} was under way; whether it was carried out is unknown.", fault);
        }
    }
}
