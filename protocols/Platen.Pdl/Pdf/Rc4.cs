namespace Platen.Pdl.Pdf;

/// <summary>The stream cipher of PDF's older security handlers (ISO 32000-1, 7.6.2), which the platform does not have. For reading documents only.</summary>
internal sealed class Rc4
{
    private readonly byte[] state = new byte[256];
    private byte first;
    private byte second;

    public Rc4(ReadOnlySpan<byte> key)
    {
        for (var i = 0; i < state.Length; i++)
        {
            state[i] = (byte)i;
        }

        byte j = 0;
        for (var i = 0; i < state.Length; i++)
        {
            j = (byte)(j + state[i] + key[i % key.Length]);
            (state[i], state[j]) = (state[j], state[i]);
        }
    }

    /// <summary>Goes on with the key stream over <paramref name="data"/>, in place.</summary>
    public void Apply(Span<byte> data)
    {
        for (var i = 0; i < data.Length; i++)
        {
            second += state[++first];
            (state[first], state[second]) = (state[second], state[first]);
            data[i] ^= state[(byte)(state[first] + state[second])];
        }
    }
}
