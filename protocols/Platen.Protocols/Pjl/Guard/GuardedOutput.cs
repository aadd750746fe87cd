namespace Platen.Protocols.Pjl.Guard;

/// <summary>What a guard lets pass of the octets that it was given last, in order; and how much it has left out in all.</summary>
internal sealed class GuardedOutput
{
    private readonly List<ReadOnlyMemory<byte>> _passed = [];

    /// <summary>Whether what is given from now on passes.</summary>
    public bool IsKept { get; set; } = true;

    public IReadOnlyList<ReadOnlyMemory<byte>> Passed => _passed;

    public long BytesRemoved { get; private set; }

    /// <summary>The next octets come.</summary>
    public void Clear() => _passed.Clear();

    /// <summary>Lets octets pass, whatever their neighbours are.</summary>
    public void Pass(ReadOnlyMemory<byte> octets) => _passed.Add(octets);

    /// <summary>Lets octets pass, or counts them as left out.</summary>
    public void Give(ReadOnlyMemory<byte> octets)
    {
        if (IsKept)
        {
            _passed.Add(octets);
        }
        else
        {
            BytesRemoved += octets.Length;
        }
    }

    /// <summary>Gives octets of the piece before that looked like a UEL's, and octets of this piece, up to a place that may lie in the piece before.</summary>
    /// <param name="held">How many of the piece before looked like a UEL's begin.</param>
    /// <param name="block">This piece.</param>
    /// <param name="end">The place, counted from this piece's begin; negative: in the piece before.</param>
    public void GiveBefore(int held, ReadOnlyMemory<byte> block, int end)
    {
        var before = Math.Min(held, held + end);
        if (before > 0)
        {
            Give(PjlSyntax.Uel[..before].ToArray());
        }

        if (end > 0)
        {
            Give(block[..end]);
        }
    }
}
