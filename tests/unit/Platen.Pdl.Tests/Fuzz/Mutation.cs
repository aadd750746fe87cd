namespace Platen.Pdl.Tests.Fuzz;

/// <summary>A document that is being damaged: the edits that all formats share, and a source of chance that gives the same for the same seed.</summary>
internal sealed class Mutation(byte[] document, Random random)
{
    private static readonly long[] Boundaries =
    [
        0, 1, 2, 3, 4, 7, 8, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 8388607, 8388608, 16777215, int.MaxValue - 1, int.MaxValue, 2147483648, uint.MaxValue - 1,
        uint.MaxValue, 4294967296, long.MaxValue,
    ];

    private readonly List<byte> bytes = [.. document];

    public Random Random => random;

    public int Length => bytes.Count;

    public byte this[int index]
    {
        get => bytes[index];
        set => bytes[index] = value;
    }

    public byte[] ToArray() => [.. bytes];

    public ReadOnlySpan<byte> Span => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes);

    public int AnyPlace() => random.Next(Math.Max(1, bytes.Count));

    public long AnyBoundary() => random.Next(8) == 0 ? -Boundaries[random.Next(Boundaries.Length)] : Boundaries[random.Next(Boundaries.Length)];

    public void Insert(int at, ReadOnlySpan<byte> what) => bytes.InsertRange(Math.Min(at, bytes.Count), what.ToArray());

    public void Remove(int at, int count) => bytes.RemoveRange(Math.Min(at, bytes.Count), Math.Max(0, Math.Min(count, bytes.Count - at)));

    public void Replace(int at, int count, ReadOnlySpan<byte> what)
    {
        Remove(at, count);
        Insert(at, what);
    }

    /// <summary>The place of one of the occurrences of <paramref name="word"/> around a random place, or -1.</summary>
    public int Find(ReadOnlySpan<byte> word)
    {
        var from = AnyPlace();
        var found = Span[from..].IndexOf(word);
        return found >= 0 ? from + found : Span[..from].LastIndexOf(word);
    }

    /// <summary>Writes a number of 1 to 4 bytes over what stands at <paramref name="at"/>.</summary>
    public void Overwrite(int at, long value, int size, bool isBigEndian)
    {
        for (var i = 0; i < size && at + i < bytes.Count; i++)
        {
            bytes[at + i] = (byte)(value >> (8 * (isBigEndian ? size - 1 - i : i)));
        }
    }

    /// <summary>Copies, drops or moves a stretch, flips a byte or cuts the end off.</summary>
    public void Scramble()
    {
        var at = AnyPlace();
        var length = Math.Min(random.Next(1, 600), bytes.Count - at);
        switch (random.Next(5))
        {
            case 0 when bytes.Count > 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 1:
                Remove(at, length);
                break;
            case 2:
                Insert(AnyPlace(), Span.Slice(at, length).ToArray());
                break;
            case 3 when random.Next(4) == 0:
                Remove(at, bytes.Count);
                break;
            default:
                break;
        }
    }
}
