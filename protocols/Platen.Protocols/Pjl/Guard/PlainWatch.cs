namespace Platen.Protocols.Pjl.Guard;

/// <summary>A language without counted data, or one that is not known: every UEL is taken for one.</summary>
internal sealed class PlainWatch : IDataWatch
{
    private const byte Escape = 0x1B;

    public int Skip(ReadOnlySpan<byte> next)
    {
        var escape = next.IndexOf(Escape);
        return escape < 0 ? next.Length : escape;
    }

    public void Take(byte octet)
    {
        // nothing to follow
    }
}
