using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Rpc;
using Platen.Rpc.Client;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Uplink.Copies;

namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>Sends one document to the agent that wants it: refuses, or hands the job over, wraps the key to the recipient, and streams chunks as they lie in the spool.</summary>
internal sealed class DocumentSending(TransferOrder order, SiteId ownSite, IHeldJobs jobs, JobAccess access, HandOvers handOvers, CopyBook copies)
{
    /// <summary>What a sender asked for beyond that stays behind: the head has to fit a message.</summary>
    private const int TemplateBytesMax = 4 * 1024;

    private const string Damaged = "The document is damaged on the disk of the site that holds it: print it again from your computer.";

    private const string NoKey = "The receiving agent's key is no key on P-256: restart that agent without its file 'transfer.key'.";

    /// <summary>Runs the whole transfer over a connection.</summary>
    /// <returns>Empty, or why it was refused.</returns>
    /// <exception cref="RpcException">The line broke, or the receiver did; the hand-over stays, for the receiver to come again.</exception>
    public async Task<string> RunAsync(RpcChannel channel, CancellationToken cancellationToken)
    {
        await using var call = channel.OpenBidi(AgentLinkMethods.SendDocument, new RpcCallOptions { CancellationToken = cancellationToken });
        await call.WriteAsync(new DocumentUp { TransferId = order.Transfer }, cancellationToken: cancellationToken);
        var start = await call.ReadAsync(cancellationToken) ?? throw new RpcException(RpcStatusCode.Unavailable, "The server ended the transfer before it began.");
        var refusal = await SendAsync(call, call, start.ResumeAt, cancellationToken);
        await call.CompleteAsync(cancellationToken);
        await foreach (var _ in call.ReadAllAsync(cancellationToken))
        {
            // what is still on its way says nothing new; the end says that the receiver was told
        }

        return refusal;
    }

    /// <summary>Sends from a chunk on, and the last word: handed over, or why not.</summary>
    /// <returns>Empty, or why it was refused.</returns>
    /// <exception cref="RpcException">As <see cref="RunAsync"/>.</exception>
    public async Task<string> SendAsync(IRpcReader<DocumentUpReply> replies, IRpcWriter<DocumentUp> documents, long resumeAt, CancellationToken cancellationToken)
    {
        var refusal = await TrySendAsync(replies, documents, resumeAt, cancellationToken);
        await documents.WriteAsync(LastWord(refusal), cancellationToken: cancellationToken);
        return refusal;
    }

    private DocumentUp LastWord(string refusal) => refusal.Length > 0 ? new DocumentUp { Refusal = refusal }
        : order.IsAhead ? new DocumentUp { SentAhead = true }
        : new DocumentUp { HandedOver = true };

    private async Task<string> TrySendAsync(IRpcReader<DocumentUpReply> replies, IRpcWriter<DocumentUp> documents, long resumeAt, CancellationToken cancellationToken)
    {
        if (order.Copied is { } recorded)
        {
            return await TrySendCopyAsync(replies, documents, recorded, resumeAt, cancellationToken);
        }

        if (jobs.Find(order.Job) is not { } job)
        {
            return "The job does not exist any more: it was printed, deleted, or its time was over.";
        }

        if (WhyNot(job) is { } refusal)
        {
            return refusal;
        }

        try
        {
            using var document = await jobs.OpenSealedAsync(order.Job, cancellationToken);
            var head = Head(Summary(job), document, job.Ticket.Template.Length <= TemplateBytesMax ? job.Ticket.Template : ByteString.Empty);
            var answer = order.IsAhead ? new HandOverResult(HandOverCode.Yours, "") : await handOvers.BeginAsync(order, cancellationToken);
            if (answer.Code != HandOverCode.Yours)
            {
                return answer.Message;
            }

            if (resumeAt > document.ChunkCount)
            {
                return $"The document has {document.ChunkCount} chunks, and the receiver asks for chunk {resumeAt}.";
            }

            await StreamAsync(replies, documents, document, head, resumeAt, cancellationToken);
            return order.IsAhead || await handOvers.ConfirmAsync(order.Release) ? "" : "The document arrived too late: the job was taken back. Choose it again.";
        }
        catch (JobGoneException)
        {
            return "The job does not exist any more: it was printed, deleted, or its time was over.";
        }
        catch (CryptographicException)
        {
            return NoKey;
        }
        catch (SpoolDamagedException)
        {
            await handOvers.TakeBackAsync(order.Release, Damaged);
            return Damaged;
        }
    }

    // The right to print is the receiver's release's already, by the cluster's record: there is nothing to hand over here.
    private async Task<string> TrySendCopyAsync(IRpcReader<DocumentUpReply> replies, IRpcWriter<DocumentUp> documents, JobSummary recorded, long resumeAt, CancellationToken cancellationToken)
    {
        if (!copies.HasWhole(order.Job))
        {
            return "The copy of this document is not kept here any more.";
        }

        try
        {
            using var document = copies.TryOpenSealed(order.Job) ?? throw new RpcException(RpcStatusCode.Unavailable, "The copy is being read at this moment.");
            if (resumeAt > document.ChunkCount)
            {
                return $"The document has {document.ChunkCount} chunks, and the receiver asks for chunk {resumeAt}.";
            }

            await StreamAsync(replies, documents, document, Head(recorded, document, document.Template), resumeAt, cancellationToken);
            return "";
        }
        catch (CryptographicException)
        {
            return NoKey;
        }
        catch (SpoolDamagedException)
        {
            return Damaged;
        }
    }

    private string? WhyNot(HeldJob job)
    {
        if (order.CopyFor is { } site)
        {
            return job.CopiedTo == site ? null : "The job was not marked for a copy at that site when it was received.";
        }

        if (!access.MayRelease(job, order.User))
        {
            return "The job belongs to somebody else.";
        }

        if (job.Reach != JobReach.Anywhere)
        {
            return "The job was sent to a device of its own site, and can be released only there.";
        }

        return order.IsAhead ? WhyNotAhead(job) : null;
    }

    // a copy lies at another site for some minutes, whatever becomes of the job: not of what must be gone at once, nor of what only its PIN opens
    private static string? WhyNotAhead(HeldJob job) => job switch
    {
        { Terms.DestroyWhenPrinted: true } => "The job is private: it leaves its site only to be printed.",
        { Ticket.PasswordHash.Length: > 0 } => "The job was sent with a PIN, and does not leave its site.",
        { State: JobState.Processing } => "The job is being printed.",
        _ => null,
    };

    private JobSummary Summary(HeldJob job) => new()
    {
        JobId = job.Id.ToString(),
        SiteId = ownSite.Value,
        QueueId = job.Queue.Value,
        OwnerUserId = job.Owner?.ToString() ?? "",
        Title = job.Title,
        Facts = job.Facts.Clone(),
        ReceivedAt = Timestamp.FromDateTimeOffset(job.ReceivedAt),
        State = (int)job.State,
        HasCopies = job.CopiedTo is not null,
    };

    private DocumentHead Head(JobSummary job, ISealedDocument document, ByteString template) => new()
    {
        Job = order.IsDescribed ? new JobSummary { JobId = job.JobId } : job,
        WrappedKey = UnsafeByteOperations.UnsafeWrap(document.WrapKeyFor(order.RecipientKey.Span)),
        ChunkBytes = ChunkCipher.ChunkBytes,
        ChunkCount = document.ChunkCount,
        PlainBytes = document.PlainBytes,
        Template = template,
    };

    private async Task StreamAsync(IRpcReader<DocumentUpReply> replies, IRpcWriter<DocumentUp> documents, ISealedDocument document, DocumentHead head, long resumeAt, CancellationToken cancellationToken)
    {
        var window = new SendWindow(resumeAt - 1); // one less: the receiver has to say that it has all, even when there is nothing left to send
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var confirmations = ReadConfirmationsAsync(replies, window, document.ChunkCount, ending.Token);
        var sending = SendChunksAsync(documents, document, head, resumeAt, window, ending.Token);
        var first = await Task.WhenAny(confirmations, sending);
        if (!first.IsCompletedSuccessfully)
        {
            await ending.CancelAsync();
        }

        await Task.WhenAll(confirmations, sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
        await Task.WhenAll(confirmations, sending);
    }

    private static async Task SendChunksAsync(
        IRpcWriter<DocumentUp> documents, ISealedDocument document, DocumentHead head, long resumeAt, SendWindow window, CancellationToken cancellationToken)
    {
        await documents.WriteAsync(new DocumentUp { Head = head }, cancellationToken: cancellationToken);
        var buffer = new byte[ChunkCipher.SealedChunkBytes];
        for (var index = resumeAt; index < document.ChunkCount; index++)
        {
            await window.WaitForRoomAsync(index, cancellationToken);
            var bytes = document.ReadChunk(index, buffer);
            var chunk = new DocumentChunk { Index = index, Data = UnsafeByteOperations.UnsafeWrap(buffer.AsMemory(0, bytes)) }; // free again when it is written
            await documents.WriteAsync(new DocumentUp { Chunk = chunk }, cancellationToken: cancellationToken);
        }

        await window.WaitUntilAsync(document.ChunkCount, cancellationToken);
    }

    private async Task ReadConfirmationsAsync(IRpcReader<DocumentUpReply> replies, SendWindow window, long chunkCount, CancellationToken cancellationToken)
    {
        while (window.ReceivedThrough < chunkCount)
        {
            var reply = await replies.ReadAsync(cancellationToken) ?? throw new RpcException(RpcStatusCode.Unavailable, "The receiver broke off.");
            if (window.TryAdvance(reply.ReceivedThrough))
            {
                handOvers.Touch(order.Release);
            }
        }
    }
}
