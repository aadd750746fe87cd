using System.Buffers.Binary;
using Google.Protobuf;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Uplink.Transfer;

/// <summary>
/// A document that comes from another agent, as sealed chunks: a head of 16 KiB (<c>PLTF</c>, version 1, bytes of the message, the DocumentHead), then the chunks, each as it was sent. Every chunk is opened before it is written, so what
/// is in the file is the document; how much that is, is found out again after a restart by opening the chunks. Not thread-safe.
/// </summary>
internal sealed class FetchFile : IDisposable
{
    /// <summary>Bytes before the first chunk.</summary>
    public const int HeadBytes = 16 * 1024;

    private const int HeadPrefixBytes = 12;
    private const uint Version = 1;

    private readonly IDiskFile _file;
    private readonly TransferKeys _keys;
    private readonly long _plainBytesMax;
    private readonly byte[] _plain = new byte[ChunkCipher.ChunkBytes];
    private ChunkCipher? _cipher;

    public FetchFile(IDiskFile file, JobId job, TransferKeys keys, long plainBytesMax)
    {
        (_file, Job, _keys, _plainBytesMax) = (file, job, keys, plainBytesMax);
        ReadBack();
    }

    public JobId Job { get; }

    /// <summary>Sizes and key, as they came first; null: nothing has come yet.</summary>
    public DocumentHead? Head { get; private set; }

    /// <summary>What the holder knows of the job, as it said last; not kept on disk, where titles have no business in the clear.</summary>
    public JobSummary? Summary { get; private set; }

    /// <summary>Chunks that are here, from the first on.</summary>
    public long ChunkCount { get; private set; }

    /// <summary>Those of them that survive a power loss.</summary>
    public long DurableCount { get; private set; }

    public bool IsWhole => Head is { } head && ChunkCount == head.ChunkCount;

    /// <summary>Plaintext bytes that are here.</summary>
    public long PlainBytes => Head is { } head ? Math.Min(head.PlainBytes, ChunkCount * ChunkCipher.ChunkBytes) : 0;

    /// <summary>Takes the head, or compares it with the one that came before.</summary>
    /// <exception cref="ForeignDocumentException">It is not this job's, not for this agent, or not the one that came before.</exception>
    public void Accept(DocumentHead head)
    {
        Require(head);
        if (Head is { } former)
        {
            if (former.PlainBytes != head.PlainBytes)
            {
                throw new ForeignDocumentException("The document is not the one whose first part is here.");
            }

            Summary = head.Job;
            return;
        }

        _cipher = _keys.Unwrap(head.WrappedKey.Span, Job) ?? throw new ForeignDocumentException("The document's key is not wrapped to this agent, or was changed on the way.");
        (Head, Summary) = (new DocumentHead(head) { Job = new JobSummary { JobId = Job.ToString() } }, head.Job);
        WriteHead(Head);
    }

    /// <summary>What the cluster has recorded of the job, where no holder can say it.</summary>
    public void Describe(JobSummary recorded) => Summary = recorded;

    /// <summary>Verifies a chunk and writes it behind the others.</summary>
    /// <exception cref="ForeignDocumentException">It is not exactly the next chunk of this document.</exception>
    public void Append(DocumentChunk chunk)
    {
        var head = Head ?? throw new ForeignDocumentException("A chunk came before the head.");
        if (chunk.Index != ChunkCount || IsWhole || !TryOpen(chunk.Data.Span, chunk.Index, head))
        {
            throw new ForeignDocumentException($"Chunk {chunk.Index} of {head.ChunkCount} was changed on the way, or is not the one that had to come.");
        }

        _file.Write(chunk.Data.Span, Offset(chunk.Index));
        ChunkCount++;
    }

    /// <summary>Makes durable what is here.</summary>
    public void Sync()
    {
        if (DurableCount < ChunkCount)
        {
            _file.SyncData();
            DurableCount = ChunkCount;
        }
    }

    /// <summary>Destroys the wrapped key: the chunks cannot be read any more (I6).</summary>
    public void DestroyKey()
    {
        _file.Write(new byte[HeadBytes], 0);
        _file.SyncData();
        Head = null;
    }

    /// <summary>Reads the whole document in the clear, every chunk verified again. The file must stay open as long.</summary>
    public SpoolReader OpenReader(string name)
    {
        var head = IsWhole ? Head! : throw new InvalidOperationException("The document is not whole.");
        var stored = new StoredDocument(Job, _file, name, HeadBytes - DataHeader.Bytes, head.PlainBytes, head.ChunkCount, static () => { });
        return new SpoolReader(stored, _keys.Unwrap(head.WrappedKey.Span, Job) ?? throw stored.Damaged(SpoolDamage.KeyUnreadable, -1));
    }

    /// <summary>Reads a chunk as it was sent; returns its length.</summary>
    public int ReadSealed(long index, Span<byte> buffer)
    {
        var plain = Math.Min(ChunkCipher.ChunkBytes, Head!.PlainBytes - (index * ChunkCipher.ChunkBytes));
        var bytes = (int)plain + ChunkCipher.TagBytes;
        return _file.Read(buffer[..bytes], Offset(index)) == bytes ? bytes : throw new SpoolDamagedException(Job, SpoolDamage.Truncated, index, "copy");
    }

    /// <summary>Wraps the data key to another agent.</summary>
    public byte[] WrapKeyFor(ReadOnlySpan<byte> recipientPublicKey) =>
        _keys.Rewrap(Head!.WrappedKey.Span, Job, recipientPublicKey) ?? throw new SpoolDamagedException(Job, SpoolDamage.KeyUnreadable, -1, "copy");

    public void Dispose()
    {
        _cipher?.Dispose();
        _file.Dispose();
    }

    private void WriteHead(DocumentHead head)
    {
        var bytes = new byte[HeadBytes];
        "PLTF"u8.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), Version);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), head.CalculateSize());
        head.WriteTo(bytes.AsSpan(HeadPrefixBytes, head.CalculateSize()));
        _file.Write(bytes, 0);
        _file.SyncData();
    }

    private static long Offset(long index) => HeadBytes + (index * ChunkCipher.SealedChunkBytes);

    private void Require(DocumentHead head)
    {
        var isRight = head.Job is not null && JobId.TryParse(head.Job.JobId, out var job) && job == Job
            && head.ChunkBytes == ChunkCipher.ChunkBytes
            && head.PlainBytes >= 0 && head.PlainBytes <= _plainBytesMax
            && head.ChunkCount == ChunkCipher.ChunkCount(head.PlainBytes)
            && head.CalculateSize() <= HeadBytes - HeadPrefixBytes;
        if (!isRight)
        {
            throw new ForeignDocumentException("The document's head names another job, or sizes that cannot be.");
        }
    }

    private bool TryOpen(ReadOnlySpan<byte> chunk, long index, DocumentHead head)
    {
        var isLast = index == head.ChunkCount - 1;
        var plainBytes = isLast ? head.PlainBytes - (index * ChunkCipher.ChunkBytes) : ChunkCipher.ChunkBytes;
        return chunk.Length == plainBytes + ChunkCipher.TagBytes && _cipher!.TryOpen(chunk, _plain, index, isLast);
    }

    private void ReadBack()
    {
        if (TryReadHead() is not { } head || _keys.Unwrap(head.WrappedKey.Span, Job) is not { } cipher)
        {
            return; // nothing here, or a head that was being written: it comes again
        }

        (Head, _cipher) = (head, cipher);
        var chunk = new byte[ChunkCipher.SealedChunkBytes];
        while (!IsWhole)
        {
            var read = _file.Read(chunk.AsSpan(0, (int)Math.Min(chunk.Length, head.PlainBytes - (ChunkCount * ChunkCipher.ChunkBytes) + ChunkCipher.TagBytes)), Offset(ChunkCount));
            if (!TryOpen(chunk.AsSpan(0, read), ChunkCount, head))
            {
                break;
            }

            ChunkCount++;
        }

        _file.SyncData(); // what reads need not be durable yet: only the process may have ended
        DurableCount = ChunkCount;
    }

    private DocumentHead? TryReadHead()
    {
        var bytes = new byte[HeadBytes];
        if (_file.Read(bytes, 0) < HeadBytes || !bytes.AsSpan(0, 4).SequenceEqual("PLTF"u8) || BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(4)) != Version)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8));
        if (length is <= 0 or > HeadBytes - HeadPrefixBytes)
        {
            return null;
        }

        try
        {
            var head = DocumentHead.Parser.ParseFrom(bytes, HeadPrefixBytes, length);
            Require(head);
            return head;
        }
        catch (Exception fault) when (fault is InvalidProtocolBufferException or ForeignDocumentException)
        {
            return null; // it was being written when the power went
        }
    }
}
