using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Tests.Replica;

/// <summary>A disk in memory that forgets, on <see cref="LosePower"/>, what was not synced; and that can lose power by itself before its n-th operation.</summary>
internal sealed class PowerLossDisk : IDisk
{
    private readonly Dictionary<string, Inode> _names = [];
    private Dictionary<string, Inode> _durableNames = [];

    /// <summary>Operations until the power goes; negative: never.</summary>
    public int OperationsLeft { get; set; } = -1;

    /// <summary>How much of the unsynced bytes of a file survives all the same, 0 to 1: a torn write.</summary>
    public double TornShare { get; set; }

    public int Operations { get; private set; }

    public Inode this[string path] => _names[path];

    public void LosePower()
    {
        _names.Clear();
        foreach (var (path, inode) in _durableNames)
        {
            inode.Crash(TornShare);
            _names[path] = inode;
        }

        OperationsLeft = -1;
    }

    public void CreateDirectory(string path)
    {
    }

    public IReadOnlyList<string> List(string directory) => [.. _names.Keys.Order(StringComparer.Ordinal)];

    public bool Exists(string path) => _names.ContainsKey(path);

    public IDiskFile Create(string path)
    {
        Step();
        var inode = new Inode();
        _names.Add(path, inode);
        return new OpenFile(this, inode);
    }

    public IDiskFile Open(string path) => new OpenFile(this, _names.TryGetValue(path, out var inode) ? inode : throw new FileNotFoundException(path));

    public void Delete(string path)
    {
        Step();
        _names.Remove(path);
    }

    public void Rename(string from, string to)
    {
        Step();
        _names[to] = _names[from];
        _names.Remove(from);
    }

    public void SyncDirectory(string path)
    {
        Step();
        _durableNames = new Dictionary<string, Inode>(_names);
    }

    public IDisposable Lock(string path) => new MemoryStream();

    public long FreeBytes(string directory) => long.MaxValue;

    private void Step()
    {
        Operations++;
        if (OperationsLeft == 0)
        {
            throw new IOException("the power is gone");
        }

        OperationsLeft--;
    }

    internal sealed class Inode
    {
        private byte[] _durable = [];

        public byte[] Bytes { get; set; } = [];

        public void Sync() => _durable = [.. Bytes];

        public void Crash(double tornShare)
        {
            var survives = _durable.Length + (int)((Bytes.Length - _durable.Length) * tornShare);
            Bytes = [.. _durable, .. Bytes.Length > _durable.Length ? Bytes[_durable.Length..survives] : []];
            Sync();
        }
    }

    private sealed class OpenFile(PowerLossDisk disk, Inode inode) : IDiskFile
    {
        public long Length => inode.Bytes.Length;

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            disk.Step();
            var grown = new byte[Math.Max(inode.Bytes.Length, offset + bytes.Length)];
            inode.Bytes.CopyTo(grown, 0);
            bytes.CopyTo(grown.AsSpan((int)offset));
            inode.Bytes = grown;
        }

        public void WritePages(IReadOnlyList<ReadOnlyMemory<byte>> pages, long offset)
        {
            foreach (var page in pages)
            {
                Write(page.Span, offset);
                offset += page.Length;
            }
        }

        public int Read(Span<byte> buffer, long offset)
        {
            var rest = inode.Bytes.AsSpan((int)Math.Min(offset, inode.Bytes.Length));
            rest = rest[..Math.Min(rest.Length, buffer.Length)];
            rest.CopyTo(buffer);
            return rest.Length;
        }

        public void ReadAhead(long offset, long length)
        {
        }

        public void SyncData()
        {
            disk.Step();
            inode.Sync();
        }

        public void Allocate(long length)
        {
        }

        public void SetLength(long length)
        {
            disk.Step();
            inode.Bytes = inode.Bytes[..(int)length];
        }

        public void Dispose()
        {
        }
    }
}
