using Microsoft.Extensions.Options;
using Platen.Contracts.AgentLink.V1;
using Platen.Rpc;
using Platen.Rpc.Client;
using Platen.SiteAgent.Spool.Disk;
using Platen.SiteAgent.Uplink.Transfer.Direct;

namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>
/// Fetches documents of other sites: from the holder itself where it can be dialled, else through the gateway. A broken line is taken up again, by the other way if there is one, at the last chunk that is here; what comes is verified chunk by chunk. The document may be printed only when the holder has
/// said that it is this release's (<see cref="FetchCode.Fetched"/>): then the holder gives it to nobody else (I3).
/// </summary>
internal sealed partial class DocumentFetch(LinkChannel link, DirectWays ways, FetchFolder folder, IOptions<TransferOptions> options, TimeProvider time, ILogger<DocumentFetch> logger)
{
    /// <summary>Attempts in a row without a new chunk, once something has come.</summary>
    public const int FruitlessMax = 8;

    /// <summary>Attempts until something comes: a site that cannot be reached is soon told to the user.</summary>
    public const int FirstAttemptsMax = 3;

    /// <summary>Attempts in which what came was damaged.</summary>
    public const int DamagedMax = 3;

    private int _fetching;

    /// <summary>Documents that are being fetched now, waiting for the line included.</summary>
    public int Fetching => Volatile.Read(ref _fetching);

    /// <summary>Fetches a document, or goes on with it.</summary>
    /// <exception cref="OperationCanceledException">The token fired; what has come is kept.</exception>
    public async Task<FetchResult> RunAsync(FetchOrder order, IProgress<FetchProgress>? progress, CancellationToken cancellationToken)
    {
        FetchFile? file = null;
        var isKept = false;
        Interlocked.Increment(ref _fetching);
        try
        {
            file = folder.TryOpen(order.Job, order.File);
            if (file is null)
            {
                return Ended(FetchCode.UnderWay, "This document is being fetched already.");
            }

            var result = await RunAsync(order, file, progress, cancellationToken);
            result = result with { MayBeOurs = result.Code != FetchCode.Refused || file.Head is not null || order.IsOfCopied };
            isKept = result.Code == FetchCode.Fetched;
            if (result.Code == FetchCode.Damaged || (result.Code == FetchCode.Refused && !order.IsCopy))
            {
                isKept = true;
                folder.Discard(file, order.File);
            }

            LogEnded(order.Job.ToString(), order.Release.ToString(), result.Code, result.WasDirect ? "directly" : "through the server", result.Message);
            return result;
        }
        catch (DiskFullException)
        {
            return Ended(FetchCode.NoRoom, "There is no room for the document at this site: tell your administrator.");
        }
        finally
        {
            Interlocked.Decrement(ref _fetching);
            if (file is not null && !isKept)
            {
                folder.Close(file, order.File);
            }
        }
    }

    /// <summary>Destroys what has come of a document: it will not be printed by this release, ever.</summary>
    public void Abandon(FetchOrder order)
    {
        if (folder.TryOpen(order.Job, order.File) is { } file)
        {
            folder.Discard(file, order.File);
        }
    }

    private static FetchResult Ended(FetchCode code, string message) => new(code, message, null);

    private async Task<FetchResult> RunAsync(FetchOrder order, FetchFile file, IProgress<FetchProgress>? progress, CancellationToken cancellationToken)
    {
        var (fruitless, damaged, pause) = (0, 0, options.Value.FirstPause);
        while (true)
        {
            var before = file.ChunkCount;
            var result = await TryAsync(order, file, progress, cancellationToken);
            if (result.Code is not (FetchCode.Unavailable or FetchCode.Damaged))
            {
                return result;
            }

            var hasMoved = file.ChunkCount > before;
            fruitless = hasMoved ? 0 : fruitless + 1;
            damaged += result.Code == FetchCode.Damaged ? 1 : 0;
            if (damaged >= DamagedMax || fruitless >= (file.Head is null ? FirstAttemptsMax : FruitlessMax))
            {
                return result;
            }

            LogAgain(order.Job.ToString(), order.Release.ToString(), file.ChunkCount, result.Message);
            pause = hasMoved ? options.Value.FirstPause : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, options.Value.LongestPause.Ticks));
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private async Task<FetchResult> TryAsync(FetchOrder order, FetchFile file, IProgress<FetchProgress>? progress, CancellationToken cancellationToken)
    {
        if (link.Current is not { } channel)
        {
            return Ended(FetchCode.Unavailable, "The server cannot be reached at the moment, so documents of other sites cannot either.");
        }

        var (result, offer) = await TryWayAsync(order, file, channel, offer: null, ways.IsOn, progress, cancellationToken);
        if (offer is null)
        {
            return result;
        }

        if (ways.TryDial(offer) is { } direct)
        {
            using (direct)
            {
                (result, _) = await TryWayAsync(order, file, direct, offer, acceptsDirect: false, progress, cancellationToken);
                if (result.Code is FetchCode.Fetched or FetchCode.FetchedAhead or FetchCode.Refused)
                {
                    return result with { WasDirect = true };
                }

                ways.Avoid(offer, result.Message);
            }
        }

        (result, _) = await TryWayAsync(order, file, channel, offer: null, acceptsDirect: false, progress, cancellationToken);
        return result;
    }

    private async Task<Attempt> TryWayAsync(
        FetchOrder order, FetchFile file, RpcChannel channel, DirectOffer? offer, bool acceptsDirect, IProgress<FetchProgress>? progress, CancellationToken cancellationToken)
    {
        try
        {
            file.Sync();
            var method = offer is null ? AgentLinkMethods.FetchDocument : AgentTransferMethods.FetchOffered;
            await using var call = channel.OpenBidi(method, new RpcCallOptions { CancellationToken = cancellationToken });
            await call.WriteAsync(Start(order, file.DurableCount, offer?.TransferId ?? "", acceptsDirect), cancellationToken: cancellationToken);
            return await ReceiveAsync(order, file, call, acceptsDirect, progress, cancellationToken);
        }
        catch (ForeignDocumentException fault)
        {
            return Ended(FetchCode.Damaged, fault.Message);
        }
        catch (RpcException fault)
        {
            // what the direct way's status says is no last word: the gateway may know better
            return Ended(offer is null && IsFinal(fault.Code) ? FetchCode.Refused : FetchCode.Unavailable, fault.Message);
        }
        catch (ObjectDisposedException)
        {
            return Ended(FetchCode.Unavailable, "The line to the server broke.");
        }
    }

    private async Task<Attempt> ReceiveAsync(
        FetchOrder order, FetchFile file, RpcBidiCall<DocumentDownRequest, DocumentDown> call, bool acceptsDirect, IProgress<FetchProgress>? progress, CancellationToken cancellationToken)
    {
        while (await call.ReadAsync(cancellationToken) is { } message)
        {
            switch (message.BodyCase)
            {
                case DocumentDown.BodyOneofCase.Direct when acceptsDirect:
                    return new Attempt(Ended(FetchCode.Unavailable, "The document was offered to be fetched from its holder."), message.Direct);
                case DocumentDown.BodyOneofCase.Head when file.Head is null && !folder.HasRoomFor(message.Head.PlainBytes):
                    throw new DiskFullException($"No room for {message.Head.PlainBytes} bytes.");
                case DocumentDown.BodyOneofCase.Head:
                    file.Accept(message.Head);
                    break;
                case DocumentDown.BodyOneofCase.Chunk:
                    file.Append(message.Chunk);
                    await (order.Pace?.TakeAsync(message.Chunk.Data.Length, cancellationToken) ?? ValueTask.CompletedTask);
                    break;
                case DocumentDown.BodyOneofCase.SentAhead when order.GivesNoRight && file.IsWhole && message.SentAhead:
                    return Ended(FetchCode.FetchedAhead, "");
                case DocumentDown.BodyOneofCase.HandedOver when !order.GivesNoRight && file is { IsWhole: true, Summary: not null } && message.HandedOver:
                    return new FetchResult(FetchCode.Fetched, "", new FetchedDocument(folder, file, order.Release));
                case DocumentDown.BodyOneofCase.Refusal:
                    return Ended(FetchCode.Refused, message.Refusal);
                default:
                    throw new ForeignDocumentException($"'{message.BodyCase}' cannot come at this point of a transfer.");
            }

            progress?.Report(new FetchProgress(file.PlainBytes, file.Head!.PlainBytes));
            await ConfirmAsync(call, file, cancellationToken);
        }

        return Ended(FetchCode.Unavailable, "The other side ended the transfer before the document was whole.");
    }

    private static async Task ConfirmAsync(RpcBidiCall<DocumentDownRequest, DocumentDown> call, FetchFile file, CancellationToken cancellationToken)
    {
        if (file.IsWhole || file.ChunkCount - file.DurableCount >= TransferFlow.ChunksPerSync)
        {
            file.Sync();
            await call.WriteAsync(new DocumentDownRequest { ReceivedThrough = file.DurableCount }, cancellationToken: cancellationToken);
        }
    }

    private static DocumentDownRequest Start(FetchOrder order, long resumeAt, string transfer, bool acceptsDirect) => new()
    {
        Start = new FetchStart
        {
            JobId = order.Job.ToString(),
            ReleaseId = order.Release.ToString(),
            DeviceId = order.IsCopy ? "" : order.Device.Value,
            UserId = order.IsCopy ? "" : order.User.ToString(),
            ResumeAt = resumeAt,
            TransferId = transfer,
            AcceptsDirect = acceptsDirect,
            Ahead = order.IsAhead,
            Copy = order.IsCopy,
            Takes = !order.GivesNoRight,
            Reprint = order.IsReprint,
        },
    };

    private static bool IsFinal(RpcStatusCode code) => code is
        RpcStatusCode.NotFound or RpcStatusCode.PermissionDenied or RpcStatusCode.InvalidArgument or RpcStatusCode.FailedPrecondition or RpcStatusCode.Unauthenticated or RpcStatusCode.Unimplemented;

    [LoggerMessage(2150, LogLevel.Information, "Fetching job {Job} for release {Release} ended {Way}: {Code} {Message}")]
    private partial void LogEnded(string job, string release, FetchCode code, string way, string message);

    [LoggerMessage(2151, LogLevel.Information, "Fetching job {Job} for release {Release} broke at chunk {Chunk} and is taken up again: {Reason}")]
    private partial void LogAgain(string job, string release, long chunk, string reason);

    /// <summary>What one way came to; an offer: it can be tried directly.</summary>
    private sealed record Attempt(FetchResult Result, DirectOffer? Offer)
    {
        public static implicit operator Attempt(FetchResult result) => new(result, null);
    }
}
