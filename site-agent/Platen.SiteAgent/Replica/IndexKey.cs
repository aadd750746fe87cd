using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Platen.SiteAgent.Replica;

/// <summary>A credential's keyed index (32 bytes of HMAC-SHA-256) as a dictionary key that needs no object of its own.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct IndexKey(UInt128 High, UInt128 Low)
{
    private const int Bytes = 32;

    /// <summary>Reads an index; false when it has not the length of one.</summary>
    public static bool TryRead(ReadOnlySpan<byte> index, out IndexKey key)
    {
        var ok = index.Length == Bytes;
        key = ok ? new IndexKey(BinaryPrimitives.ReadUInt128BigEndian(index), BinaryPrimitives.ReadUInt128BigEndian(index[16..])) : default;
        return ok;
    }

    /// <summary>The bits of an HMAC are spread already.</summary>
    public override int GetHashCode() => unchecked((int)(ulong)Low);
}
