using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Sites;
using Platen.Rpc;
using Platen.Rpc.Server;
using Platen.SiteAgent.Identity;
using Platen.SiteAgent.Offline;

namespace Platen.SiteAgent.Uplink.Transfer.Direct;

/// <summary>FetchOffered: an agent dials this one for a document that the cluster has offered to it. Dialling gives no right: the offer does, and the holder's own rules still hold, those of a site that is cut off too (MS05).</summary>
internal sealed class DirectCall(DirectOffers offers, DocumentSender sender, AgentIdentityFile identities, OfflineGate offline, TimeProvider time)
{
    /// <summary>Largest message of a receiver, in bytes.</summary>
    public const int MessageBytesMax = 1024;

    private const string Barred = "The branch that holds the document is cut off from the server, and may not hand its documents out meanwhile. Try again when its line is back.";

    private static readonly TimeSpan FirstMessageMax = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan OfferWaitMax = TimeSpan.FromSeconds(5);

    public async Task RunAsync(IRpcReader<DocumentDownRequest> up, IRpcWriter<DocumentDown> down, RpcServerContext context)
    {
        if (identities.TryRead() is not { } own || AgentName.TryRead(context.PeerCertificate) is not { } peer || peer.Tenant != own.Tenant)
        {
            throw new RpcException(RpcStatusCode.Unauthenticated, "Only agents of the same company fetch documents here.");
        }

        var start = await ReadStartAsync(up, context.CancellationToken);
        if (await TakeOfferAsync(start.TransferId, peer, context.CancellationToken) is not { } order || order.Job.ToString() != start.JobId || order.Release.ToString() != start.ReleaseId)
        {
            throw new RpcException(RpcStatusCode.NotFound, "This document was not offered to this agent, or the offer is over: ask the server for it again.");
        }

        if (offline.BarsRoaming)
        {
            await down.WriteAsync(new DocumentDown { Refusal = Barred }, cancellationToken: context.CancellationToken);
            return;
        }

        await sender.SendDirectlyAsync(order, own.Site, new DirectLine(up, down, start.ResumeAt, time), start.ResumeAt, context.CancellationToken);
    }

    private async Task<FetchStart> ReadStartAsync(IRpcReader<DocumentDownRequest> up, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(FirstMessageMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var first = await up.ReadAsync(either.Token);
            return first?.Start is { ResumeAt: >= 0 } start ? start : throw new RpcException(RpcStatusCode.InvalidArgument, "A fetch begins with its start, at chunk 0 or later.");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw new RpcException(RpcStatusCode.DeadlineExceeded, $"Nothing was asked for within {FirstMessageMax.TotalSeconds:0} s.");
        }
    }

    private async Task<TransferOrder?> TakeOfferAsync(string id, AgentName peer, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(OfferWaitMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        return await offers.TakeAsync(id, peer, either.Token);
    }
}
