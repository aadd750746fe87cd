using Platen.Contracts.AgentLink.V1;
using Platen.Rpc;
using Platen.Rpc.Server;

namespace Platen.Gateway.AgentLink.Transfer;

/// <summary>SendDocument: the agent that holds a document answers to TransferWanted. Its streams are lent to the receiver's call until that is over.</summary>
internal sealed class SendDocumentCall(IGrainFactory grains, Transfers transfers, TransferLimits limits, TimeProvider time)
{
    public async Task RunAsync(IRpcReader<DocumentUp> up, IRpcWriter<DocumentUpReply> down, RpcServerContext context)
    {
        var peer = await AgentPeer.OfAsync(context, grains);
        using var firstLimit = new StillnessWatch(limits.FirstMessageMax, time, context.CancellationToken);
        var first = await up.ReadAsync(firstLimit.Token);
        var transfer = first?.BodyCase == DocumentUp.BodyOneofCase.TransferId ? transfers.Find(first.TransferId, peer.Name) : null;
        if (transfer is null)
        {
            throw new RpcException(RpcStatusCode.NotFound, "Nobody waits for this transfer (any more).");
        }

        await down.WriteAsync(new DocumentUpReply { ResumeAt = transfer.ResumeAt, ReceivedThrough = transfer.ResumeAt }, cancellationToken: context.CancellationToken);
        if (!transfer.TryAttach(new TransferSource(up, down)))
        {
            throw new RpcException(RpcStatusCode.AlreadyExists, "This transfer has its sender already.");
        }

        if (await transfer.End is { } fault)
        {
            throw new RpcException(fault.Code, fault.Message);
        }
    }
}
