using System.Security.Cryptography;
using Google.Protobuf;
using Platen.Contracts.AgentJournal.V1;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Journal;

/// <summary>Appends frames to one journal or checkpoint file. A file is written by one process life only: after a restart a new one begins, with a key of its own. Not thread-safe.</summary>
internal sealed class JournalFileWriter : IDisposable
{
    private readonly IDiskFile _file;
    private readonly AesGcm _aes;
    private readonly long _capacity;
    private PageBuffer _buffer = new(64 * 1024);

    private JournalFileWriter(IDiskFile file, AesGcm aes, JournalFileHeader header, long capacity)
    {
        _file = file;
        _aes = aes;
        _capacity = capacity;
        Header = header;
        NextBatch = header.FirstBatch;
    }

    public JournalFileHeader Header { get; }

    public ulong NextBatch { get; private set; }

    /// <summary>Where the next frame goes: bytes used so far.</summary>
    public long Position { get; private set; } = JournalFileHeader.Bytes;

    /// <summary>Writes the header into an empty or zeroed file; durable on return.</summary>
    public static JournalFileWriter Begin(IDiskFile file, JournalFileHeader header, SiteKeyRing ring, long capacity)
    {
        var page = new byte[JournalFileHeader.Bytes];
        var aes = header.Write(page, ring);
        file.Write(page, 0);
        file.SyncData();
        return new JournalFileWriter(file, aes, header, capacity);
    }

    /// <summary>Writes a batch, not yet durable; false when it does not fit (an empty file takes any batch).</summary>
    public bool TryAppend(JournalBatch batch)
    {
        var payload = batch.CalculateSize();
        if (payload > JournalFrame.PayloadBytesMax)
        {
            throw new InvalidOperationException($"A journal batch of {payload} bytes is above the limit of {JournalFrame.PayloadBytesMax}.");
        }

        var size = JournalFrame.Size(payload);
        if (Position + size > _capacity && Position > JournalFileHeader.Bytes)
        {
            return false;
        }

        if (_buffer.Bytes < size)
        {
            _buffer = new PageBuffer(size);
        }

        var frame = _buffer.Span[..size];
        batch.WriteTo(frame.Slice(JournalFrame.HeaderBytes, payload));
        JournalFrame.Seal(frame, payload, NextBatch, batch.Records.Count, _aes);
        _file.WritePages([_buffer.Memory[..size]], Position);
        Position += size;
        NextBatch++;
        return true;
    }

    public void Sync() => _file.SyncData();

    /// <summary>Gives back what was allocated and is not used; for a file that is finished. Only room is lost when that fails.</summary>
    public void TryTrim()
    {
        try
        {
            _file.SetLength(Position);
        }
        catch (IOException)
        {
            // recovery trims the last file, and the checkpoint removes the others
        }
    }

    public void Dispose()
    {
        _aes.Dispose();
        _file.Dispose();
    }
}
