using Platen.Contracts.AgentLink.V1;
using Platen.Rpc;

namespace Platen.SiteAgent.Uplink.Transfer.Direct;

/// <summary>The methods of platen.agentlink.v1.AgentTransfer, which agents serve each other.</summary>
internal static class AgentTransferMethods
{
    private static readonly string Service = AgentlinkReflection.Descriptor.Services[1].FullName;

    public static readonly RpcMethod<DocumentDownRequest, DocumentDown> FetchOffered = RpcMethod.Bidi<DocumentDownRequest, DocumentDown>(Service, "FetchOffered");
}
