using Platen.Contracts.AgentLink.V1;
using Platen.Rpc;

namespace Platen.Gateway.AgentLink.Transfer;

/// <summary>The holder's two streams, once it has come.</summary>
internal sealed record TransferSource(IRpcReader<DocumentUp> Documents, IRpcWriter<DocumentUpReply> Replies);
