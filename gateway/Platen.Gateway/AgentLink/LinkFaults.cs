using Orleans.Runtime;
using Platen.Domain.Ports;
using Platen.Rpc;
using Platen.Rpc.Server;

namespace Platen.Gateway.AgentLink;

/// <summary>A database that is away, a silo that is lost or does not answer: UNAVAILABLE, which agents take as "again, soon". Every call of an agent may be made twice. The twin of FaultAnswer, for REST and pages.</summary>
internal sealed class LinkFaults : IRpcFaults
{
    public RpcStatus? StatusOf(Exception fault) => fault switch
    {
        RecordStoreUnavailableException => new RpcStatus(RpcStatusCode.Unavailable, "The database is not reachable now; try again."),
        OrleansException or TimeoutException => new RpcStatus(RpcStatusCode.Unavailable, "The server that looks after this does not answer now; try again."),
        _ => null,
    };
}
