using Google.Protobuf;
using Microsoft.Extensions.Logging;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Gateway.AgentLink.Peers;
using Platen.Rpc;
using Platen.Rpc.Server;

namespace Platen.Gateway.AgentLink.Transfer;

/// <summary>FetchDocument: an agent fetches a document from the agent that holds it. Checks the right to it, asks the holder down its link, and relays.</summary>
internal sealed partial class FetchDocumentCall(
    IGrainFactory grains,
    FetchRights rights,
    ReleaseTaking taking,
    JobHolders holders,
    LinkRegistry links,
    IGatewayPeers peers,
    AgentWhereabouts whereabouts,
    FetchForwarding forwarding,
    Transfers transfers,
    TransferLimits limits,
    TimeProvider time,
    ILogger<FetchDocumentCall> logger)
{
    /// <summary>Largest message of a receiver, in bytes.</summary>
    public const int MessageBytesMax = 1024;

    public async Task RunAsync(IRpcReader<DocumentDownRequest> up, IRpcWriter<DocumentDown> down, RpcServerContext context)
    {
        var receiver = FetchReceiver.TryForwarded(context, peers) ?? await CallerAsync(context);
        using var firstLimit = new StillnessWatch(limits.FirstMessageMax, time, context.CancellationToken);
        var first = await up.ReadAsync(firstLimit.Token);
        var order = FetchOrder.Of(first);
        var job = await rights.RequireAsync(receiver.Agent, order, context.CancellationToken);
        // passed on once at most: where the holder has just left, the receiver tries again
        if (!receiver.IsForwarded && await ElsewhereAsync(job, order, context.CancellationToken) is { } elsewhere)
        {
            await forwarding.RunAsync(elsewhere, receiver, first!.Start, up, down, context.CancellationToken);
            return;
        }

        await RelayHereAsync(receiver, order, job, up, down, context.CancellationToken);
    }

    private async Task<Uri?> ElsewhereAsync(Job job, FetchOrder order, CancellationToken cancellationToken)
    {
        if (holders.Find(job) is not null)
        {
            return null;
        }

        var origin = await whereabouts.ElsewhereAsync(new AgentName(job.Tenant, job.Site, job.Agent), cancellationToken);
        return origin ?? (!order.IsCopy && JobHolders.CopyOf(job) is { } copy ? await whereabouts.ElsewhereAsync(copy, cancellationToken) : null);
    }

    // Of a job that has copies nobody gets the document for a release that has not the right to print it (I3).
    private async Task TakeAsync(AgentPeer peer, FetchOrder order, Job job, CancellationToken cancellationToken)
    {
        if (job.Copies is null || order.IsAhead || order.IsCopy)
        {
            return;
        }

        if (!order.Takes)
        {
            throw new RpcException(RpcStatusCode.FailedPrecondition, "The job has copies, which this agent does not understand: update it.");
        }

        var (refusal, _) = await taking.TakeAsync(peer, order.Job, order.Release, order.Device, order.User, fromCopy: false, order.IsReprint, cancellationToken);
        if (refusal.Length > 0)
        {
            throw new RpcException(RpcStatusCode.FailedPrecondition, refusal);
        }
    }

    private async Task<FetchReceiver> CallerAsync(RpcServerContext context)
    {
        var peer = await AgentPeer.OfAsync(context, grains);
        var key = links.Find(peer.Name)?.TransferPublicKey
            ?? throw new RpcException(RpcStatusCode.Unavailable, "This agent has no open link here: its key is taken from there.");
        return new FetchReceiver(peer, key, IsForwarded: false);
    }

    private async Task RelayHereAsync(
        FetchReceiver receiver, FetchOrder order, Job job, IRpcReader<DocumentDownRequest> up, IRpcWriter<DocumentDown> down, CancellationToken cancellationToken)
    {
        var peer = receiver.Agent;
        var origin = new AgentName(peer.Tenant, job.Site, job.Agent);
        var holder = order.IsCopy ? origin : holders.Find(job) ?? origin;
        var place = links.Find(holder)
            ?? throw new RpcException(RpcStatusCode.Unavailable, $"The site '{job.Site}', where the document is, cannot be reached at the moment. Try again when its line is back.");
        await TakeAsync(peer, order, job, cancellationToken);
        var copied = holder == origin ? null : job;
        if (order.AcceptsDirect && place.DirectAddress is { } address)
        {
            var offered = Wanted(Transfers.NewId(), order, receiver, copied);
            offered.TransferWanted.ToAgentId = peer.Agent.Value;
            await OfferAsync(place, holder, address, offered, down, cancellationToken);
            return;
        }

        using var transfer = transfers.Open(peer.Name, holder, order.Job, order.Release, order.ResumeAt, order.IsAhead || order.IsCopy);
        using var whole = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, transfer.Superseded);
        try
        {
            var wanted = Wanted(transfer.Id, order, receiver, copied);
            wanted.TransferWanted.Described = true;
            await AskAsync(place, wanted, transfer, whole.Token);
            using var watch = new StillnessWatch(limits.StillMax, time, whole.Token);
            await RelayAsync(new DocumentRelay(transfer, JobSummaries.Of(job), await transfer.Source, up, down, watch), watch, transfer);
            transfer.Completed();
            LogEnded(order.Job.ToString(), order.Release.ToString(), holder.Site, peer.Site);
        }
        catch (RpcException fault)
        {
            transfer.Failed(fault);
            LogBroken(order.Job.ToString(), order.Release.ToString(), holder.Site, peer.Site, fault.Code, fault.Message);
            throw;
        }
    }

    // The holder is told first: it gives the document only to whom it was told, and the receiver has nothing to dial for before.
    private async Task OfferAsync(LinkPlace place, AgentName holder, string address, Command wanted, IRpcWriter<DocumentDown> down, CancellationToken cancellationToken)
    {
        wanted.TransferWanted.Direct = true;
        using var limit = new StillnessWatch(limits.HolderAnswerMax, time, cancellationToken);
        if (!await place.TrySendAsync(wanted, limit.Token))
        {
            throw new RpcException(RpcStatusCode.Unavailable, $"The line of the site '{holder.Site}', where the document is, broke.");
        }

        var offer = new DirectOffer { TransferId = wanted.TransferWanted.TransferId, Address = address, SiteId = holder.Site.Value, AgentId = holder.Agent.Value };
        await down.WriteAsync(new DocumentDown { Direct = offer }, cancellationToken: cancellationToken);
        LogOffered(wanted.TransferWanted.JobId, wanted.TransferWanted.ReleaseId, holder.Site, wanted.TransferWanted.ToSiteId);
    }

    private static Command Wanted(string id, FetchOrder order, FetchReceiver receiver, Job? copied) => new()
    {
        // without an id of a command: no outbox keeps it, and the line is dear (P12)
        TransferWanted = new TransferWanted
        {
            TransferId = id,
            JobId = order.Job.ToString(),
            ReleaseId = order.Release.ToString(),
            DeviceId = order.IsCopy ? "" : order.Device.Value,
            UserId = order.IsCopy ? "" : order.User.ToString(),
            ToSiteId = receiver.Agent.Site.Value,
            RecipientPublicKey = ByteString.CopyFrom(receiver.PublicKey.Span),
            Ahead = order.IsAhead || order.IsCopy,
            Copy = order.IsCopy,
            Copied = copied is null ? null : JobSummaries.Of(copied),
            FirstPrint = order.IsFirstPrint,
        },
    };

    private async Task AskAsync(LinkPlace holder, Command command, DocumentTransfer transfer, CancellationToken cancellationToken)
    {
        using var limit = new StillnessWatch(limits.HolderAnswerMax, time, cancellationToken);
        try
        {
            if (!await holder.TrySendAsync(command, limit.Token))
            {
                throw new RpcException(RpcStatusCode.Unavailable, $"The line of the site '{transfer.Holder.Site}', where the document is, broke.");
            }

            await transfer.Source.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (limit.HasFired)
        {
            throw new RpcException(RpcStatusCode.Unavailable, $"The site '{transfer.Holder.Site}', where the document is, does not answer. Try again in a moment.");
        }
        catch (OperationCanceledException) when (transfer.Superseded.IsCancellationRequested)
        {
            throw Superseded();
        }
    }

    private async Task RelayAsync(DocumentRelay relay, StillnessWatch watch, DocumentTransfer transfer)
    {
        try
        {
            await relay.RunAsync();
        }
        catch (OperationCanceledException) when (watch.HasFired)
        {
            throw new RpcException(RpcStatusCode.Unavailable, $"Nothing has moved for {limits.StillMax.TotalSeconds:0} s.");
        }
        catch (OperationCanceledException) when (transfer.Superseded.IsCancellationRequested)
        {
            throw Superseded();
        }
    }

    private static RpcException Superseded() => new(RpcStatusCode.Aborted, "The same agent has begun to fetch this document anew.");

    [LoggerMessage(1531, LogLevel.Information, "Job {Job} for release {Release} went from {From} to {To}, or its holder refused it")]
    private partial void LogEnded(string job, string release, Domain.Sites.SiteId from, Domain.Sites.SiteId to);

    [LoggerMessage(1533, LogLevel.Information, "Job {Job} for release {Release} is offered from {From} to {To}, to be fetched without this gateway")]
    private partial void LogOffered(string job, string release, Domain.Sites.SiteId from, string to);

    [LoggerMessage(1532, LogLevel.Information, "The transfer of job {Job} for release {Release} from {From} to {To} broke: {Code} {Reason}")]
    private partial void LogBroken(string job, string release, Domain.Sites.SiteId from, Domain.Sites.SiteId to, RpcStatusCode code, string reason);
}
