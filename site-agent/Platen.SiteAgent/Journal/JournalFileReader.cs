using System.Security.Cryptography;
using Google.Protobuf;
using Platen.Contracts.AgentJournal.V1;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Journal;

/// <summary>Reads one journal or checkpoint file, frame by frame. Not thread-safe.</summary>
internal sealed class JournalFileReader : IDisposable
{
    private readonly IDiskFile _file;
    private readonly AesGcm _aes;
    private byte[] _buffer = new byte[64 * 1024];

    private JournalFileReader(IDiskFile file, AesGcm aes, JournalFileHeader header, string path)
    {
        _file = file;
        _aes = aes;
        Header = header;
        Path = path;
        NextBatch = header.FirstBatch;
    }

    public string Path { get; }

    public JournalFileHeader Header { get; }

    public ulong NextBatch { get; private set; }

    public long Position { get; private set; } = JournalFileHeader.Bytes;

    /// <summary>Opens a file; null when its header was never written whole.</summary>
    /// <exception cref="JournalDamagedException">The file's key cannot be unwrapped.</exception>
    public static JournalFileReader? TryOpen(IDisk disk, string path, SiteKeyRing ring)
    {
        var file = disk.Open(path);
        var page = new byte[JournalFileHeader.Bytes];
        var header = JournalFileHeader.TryRead(page.AsSpan(0, file.Read(page, 0)));
        if (header is null)
        {
            file.Dispose();
            return null;
        }

        var aes = JournalFileHeader.TryOpenCipher(page, ring);
        if (aes is null)
        {
            file.Dispose();
            throw new JournalDamagedException(path, JournalFileHeader.SlotsOffset, "the file's key cannot be unwrapped with any site key");
        }

        return new JournalFileReader(file, aes, header, path);
    }

    /// <summary>Reads the next batch and moves behind it; anything but <see cref="FrameStatus.Batch"/> leaves the reader where it is.</summary>
    public FrameStatus Read(out JournalBatch? batch)
    {
        batch = null;
        var page = _buffer.AsSpan(0, JournalFrame.Alignment);
        var read = _file.Read(page, Position);
        if (!page[..read].ContainsAnyExcept((byte)0))
        {
            return FrameStatus.Empty;
        }

        if (!JournalFrame.TryReadHeader(page[..read], out var payload, out var number) || number != NextBatch || !TryLoad(read, payload, out var size))
        {
            return FrameStatus.Broken;
        }

        if (!JournalFrame.IsIntact(_buffer.AsSpan(0, size), payload) || !JournalFrame.TryOpen(_buffer.AsSpan(0, size), payload, number, _aes))
        {
            return FrameStatus.Broken;
        }

        batch = JournalBatch.Parser.ParseFrom(_buffer.AsSpan(JournalFrame.HeaderBytes, payload));
        Position += size;
        NextBatch++;
        return FrameStatus.Batch;
    }

    /// <summary>Whether an intact frame lies anywhere behind the present place: then what is here is damage, not a torn end.</summary>
    public bool AnyFrameBehind()
    {
        for (var at = Position + JournalFrame.Alignment; at < _file.Length; at += JournalFrame.Alignment)
        {
            var page = _buffer.AsSpan(0, JournalFrame.Alignment);
            var read = _file.Read(page, at);
            if (!JournalFrame.TryReadHeader(page[..read], out var payload, out var number) || number < NextBatch)
            {
                continue;
            }

            var frame = new byte[JournalFrame.Size(payload)];
            if (JournalFrame.IsIntact(frame.AsSpan(0, _file.Read(frame, at)), payload))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Cuts off everything from the present place on; durable on return.</summary>
    public void TrimHere()
    {
        _file.SetLength(Position);
        _file.SyncData();
    }

    public void Dispose()
    {
        _aes.Dispose();
        _file.Dispose();
    }

    private bool TryLoad(int firstPageBytes, int payload, out int size)
    {
        size = JournalFrame.Size(payload);
        if (_buffer.Length < size)
        {
            Array.Resize(ref _buffer, size);
        }

        var more = size - JournalFrame.Alignment;
        return more <= 0
            ? firstPageBytes == JournalFrame.Alignment
            : _file.Read(_buffer.AsSpan(JournalFrame.Alignment, more), Position + JournalFrame.Alignment) == more;
    }
}
