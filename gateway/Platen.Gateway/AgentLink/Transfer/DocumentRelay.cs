using Platen.Contracts.AgentLink.V1;
using Platen.Rpc;

namespace Platen.Gateway.AgentLink.Transfer;

/// <summary>
/// Passes a document on: head and chunks down, confirmations up. It reads a message only when the one before it has left, so it holds one chunk; it checks shape and order,
/// and cannot read what it passes on.
/// </summary>
internal sealed class DocumentRelay(
    DocumentTransfer transfer, JobSummary job, TransferSource source, IRpcReader<DocumentDownRequest> confirmations, IRpcWriter<DocumentDown> down, StillnessWatch watch)
{
    private DocumentShape? _shape;
    private long _next = transfer.ResumeAt;
    private long _confirmed = transfer.ResumeAt;

    /// <summary>Runs until the document is handed over, or refused.</summary>
    /// <exception cref="RpcException">One side broke off, or the protocol.</exception>
    /// <exception cref="OperationCanceledException">The receiver went, or nothing moved.</exception>
    public async Task RunAsync()
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(watch.Token);
        var (downwards, upwards) = (SendDownAsync(ending.Token), ConfirmAsync(ending.Token));
        var first = await Task.WhenAny(downwards, upwards);
        if (first == upwards && upwards.IsCompletedSuccessfully)
        {
            first = downwards; // the receiver has no more to say; what is under way to it goes on
            await Task.WhenAny(downwards);
        }

        await ending.CancelAsync();
        await Task.WhenAll(downwards, upwards).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
    }

    private async Task SendDownAsync(CancellationToken cancellationToken)
    {
        while (await ReadHolderAsync(cancellationToken) is { } message)
        {
            watch.Touch();
            await down.WriteAsync(Next(message), cancellationToken: cancellationToken);
            watch.Touch();
            if (message.BodyCase is DocumentUp.BodyOneofCase.HandedOver or DocumentUp.BodyOneofCase.SentAhead or DocumentUp.BodyOneofCase.Refusal)
            {
                return;
            }
        }

        throw new RpcException(RpcStatusCode.Unavailable, "The agent that holds the document broke off.");
    }

    private async Task<DocumentUp?> ReadHolderAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await source.Documents.ReadAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is not RpcException && !cancellationToken.IsCancellationRequested)
        {
            throw new RpcException(RpcStatusCode.Unavailable, "The line of the agent that holds the document broke.", innerException: fault);
        }
    }

    private DocumentDown Next(DocumentUp message)
    {
        switch (message.BodyCase)
        {
            case DocumentUp.BodyOneofCase.Head when _shape is null:
                _shape = DocumentShape.Of(message.Head, transfer.Job, transfer.ResumeAt);
                message.Head.Job = job; // as it is recorded: the holder says its id only, because its line is dear (P12)
                return new DocumentDown { Head = message.Head };
            case DocumentUp.BodyOneofCase.Chunk when _shape is { } shape:
                shape.Require(message.Chunk, _next);
                Interlocked.Increment(ref _next);
                return new DocumentDown { Chunk = message.Chunk };
            case DocumentUp.BodyOneofCase.SentAhead when transfer.IsAhead && _shape is { } copy && message.SentAhead && Interlocked.Read(ref _confirmed) == copy.ChunkCount:
                return new DocumentDown { SentAhead = true };
            case DocumentUp.BodyOneofCase.HandedOver when !transfer.IsAhead && _shape is { } shape && message.HandedOver && Interlocked.Read(ref _confirmed) == shape.ChunkCount:
                return new DocumentDown { HandedOver = true };
            case DocumentUp.BodyOneofCase.Refusal:
                return new DocumentDown { Refusal = message.Refusal };
            default:
                throw new RpcException(RpcStatusCode.InvalidArgument, $"'{message.BodyCase}' cannot come at this point of a transfer.");
        }
    }

    private async Task ConfirmAsync(CancellationToken cancellationToken)
    {
        while (await confirmations.ReadAsync(cancellationToken) is { } message)
        {
            var through = message.ReceivedThrough;
            if (message.BodyCase != DocumentDownRequest.BodyOneofCase.ReceivedThrough || through < Interlocked.Read(ref _confirmed) || through > Interlocked.Read(ref _next))
            {
                throw new RpcException(RpcStatusCode.InvalidArgument, $"'{message.BodyCase}' {through} cannot come when the chunks from {_confirmed} to {_next} are under way.");
            }

            watch.Touch();
            Interlocked.Exchange(ref _confirmed, through);
            await ConfirmToHolderAsync(through, cancellationToken);
        }
    }

    private async Task ConfirmToHolderAsync(long through, CancellationToken cancellationToken)
    {
        try
        {
            await source.Replies.WriteAsync(new DocumentUpReply { ResumeAt = transfer.ResumeAt, ReceivedThrough = through }, cancellationToken: cancellationToken);
        }
        catch (Exception fault) when (fault is not RpcException && !cancellationToken.IsCancellationRequested)
        {
            throw new RpcException(RpcStatusCode.Unavailable, "The line of the agent that holds the document broke.", innerException: fault);
        }
    }
}
