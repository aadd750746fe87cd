namespace Platen.SiteAgent.Tests.Spool;

/// <summary>A file's bytes: as programs see them, as they are on the platter, and the writes in between.</summary>
internal sealed class SimulatedInode
{
    private const int SectorBytes = 512;

    private readonly List<(long Offset, byte[] Bytes)> _pending = [];
    private byte[] _seen = [];
    private byte[] _durable = [];

    public long Length => _seen.Length;

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        Grow(ref _seen, offset + bytes.Length);
        bytes.CopyTo(_seen.AsSpan((int)offset));
        _pending.Add((offset, bytes.ToArray()));
    }

    public int Read(Span<byte> buffer, long offset)
    {
        var count = (int)Math.Clamp(_seen.Length - offset, 0, buffer.Length);
        _seen.AsSpan((int)Math.Min(offset, _seen.Length), count).CopyTo(buffer);
        return count;
    }

    public void SetLength(long length) => Array.Resize(ref _seen, (int)length);

    public void Extend(long length) => Grow(ref _seen, length);

    public void Sync()
    {
        _durable = (byte[])_seen.Clone();
        _pending.Clear();
    }

    /// <summary>The file after the power is back: each sector that was written and not synced is there with this chance; so is a new length.</summary>
    public SimulatedInode AfterPowerLoss(Random random, double chance)
    {
        var bytes = (byte[])_durable.Clone();
        if (bytes.Length != _seen.Length && random.NextDouble() < chance)
        {
            Array.Resize(ref bytes, _seen.Length);
        }

        foreach (var (offset, written) in _pending)
        {
            for (var at = 0; at < written.Length;)
            {
                var end = Math.Min(written.Length, at + SectorBytes - (int)((offset + at) % SectorBytes));
                if (random.NextDouble() < chance)
                {
                    Grow(ref bytes, offset + end);
                    written.AsSpan(at, end - at).CopyTo(bytes.AsSpan((int)offset + at));
                }

                at = end;
            }
        }

        return new SimulatedInode { _seen = bytes, _durable = (byte[])bytes.Clone() };
    }

    private static void Grow(ref byte[] bytes, long length)
    {
        if (bytes.Length < length)
        {
            Array.Resize(ref bytes, (int)length);
        }
    }
}
