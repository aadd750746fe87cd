using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.Rpc;

namespace Platen.Gateway.AgentLink.Transfer;

/// <summary>What a holder says that it will send, checked before any of it is passed on: nothing that it sends later can be more, larger, or in another order.</summary>
internal sealed class DocumentShape
{
    /// <summary>Largest message of a holder: a chunk of 64 KiB with its tag and framing, or a head.</summary>
    public const int MessageBytesMax = 96 * 1024;

    private const int HeadBytesMax = 12 * 1024;
    private const int WrappedKeyBytesMax = 256;
    private const int ChunkBytesMax = 64 * 1024;
    private const int TagBytes = 16;
    private const long PlainBytesMax = 1L << 40;

    private readonly int _chunkBytesMax;

    private DocumentShape(DocumentHead head) => (_chunkBytesMax, ChunkCount) = (head.ChunkBytes + TagBytes, head.ChunkCount);

    public long ChunkCount { get; }

    /// <summary>Checks a head.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT: the holder is at fault.</exception>
    public static DocumentShape Of(DocumentHead head, JobId job, long resumeAt)
    {
        Require(head.CalculateSize() <= HeadBytesMax && head.WrappedKey.Length <= WrappedKeyBytesMax, "The head is too large.");
        Require(head.Job is not null && JobId.TryParse(head.Job.JobId, out var named) && named == job, "The head names another job.");
        Require(head.ChunkBytes is > 0 and <= ChunkBytesMax && head.PlainBytes is >= 0 and <= PlainBytesMax, "The head's sizes are out of bounds.");
        Require(head.ChunkCount == Math.Max(1, (head.PlainBytes + head.ChunkBytes - 1) / head.ChunkBytes), "The head's number of chunks does not fit its size.");
        Require(resumeAt <= head.ChunkCount, $"The document has {head.ChunkCount} chunks, and the receiver asks for chunk {resumeAt}.");
        return new DocumentShape(head);
    }

    /// <summary>Checks a chunk against the one that has to come.</summary>
    /// <exception cref="RpcException">INVALID_ARGUMENT: the holder is at fault.</exception>
    public void Require(DocumentChunk chunk, long next)
    {
        Require(chunk.Index == next && next < ChunkCount, $"Chunk {chunk.Index} came where chunk {next} of {ChunkCount} had to.");
        Require(chunk.Data.Length >= TagBytes && chunk.Data.Length <= _chunkBytesMax, $"Chunk {chunk.Index} has {chunk.Data.Length} bytes; at most {_chunkBytesMax} are taken.");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new RpcException(RpcStatusCode.InvalidArgument, otherwise);
        }
    }
}
