namespace Platen.Rpc.Server;

/// <summary>Knows what the host's own faults mean to a caller. Registered as a service, it is asked for every call whose handler failed with something else than an <see cref="RpcException"/>.</summary>
public interface IRpcFaults
{
    /// <summary>The status that a fault is told as; null: it is unexpected, the caller gets UNKNOWN without details, and the log has them.</summary>
    RpcStatus? StatusOf(Exception fault);
}
