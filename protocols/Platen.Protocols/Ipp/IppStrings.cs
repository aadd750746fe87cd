using System.Buffers.Binary;
using System.Text;

namespace Platen.Protocols.Ipp;

/// <summary>Turns octets into strings, without allocating for the names and keywords that nearly every message carries.</summary>
internal static class IppStrings
{
    private const int SlotCount = 1024;
    private const int LengthMax = 40;
    private static readonly string?[] s_slots = Fill();

    /// <summary>The characters of UTF-8 octets; what is not UTF-8 becomes U+FFFD.</summary>
    internal static string Get(ReadOnlySpan<byte> octets)
    {
        if (octets.IsEmpty)
        {
            return string.Empty;
        }

        return octets.Length <= LengthMax && s_slots[FindSlot(octets)] is { } known ? known : Encoding.UTF8.GetString(octets);
    }

    // Open addressing; the table is filled once with trusted words and is at most a quarter full, so a probe ends soon whatever is looked up.
    private static int FindSlot(ReadOnlySpan<byte> octets)
    {
        var slot = Hash(octets) & (SlotCount - 1);
        while (s_slots[slot] is { } word && !Ascii.Equals(octets, word))
        {
            slot = (slot + 1) & (SlotCount - 1);
        }

        return slot;
    }

    private static int Hash(ReadOnlySpan<byte> octets)
    {
        ulong head;
        ulong tail;
        if (octets.Length >= 8)
        {
            head = BinaryPrimitives.ReadUInt64LittleEndian(octets);
            tail = BinaryPrimitives.ReadUInt64LittleEndian(octets[^8..]);
        }
        else
        {
            head = 0;
            foreach (var octet in octets)
            {
                head = (head << 8) | octet;
            }

            tail = (ulong)octets.Length;
        }

        return (int)(((head * 0x9E3779B97F4A7C15) ^ (tail * 0xC2B2AE3D27D4EB4F) ^ (ulong)octets.Length) >> 40);
    }

    private static string?[] Fill()
    {
        var slots = new string?[SlotCount];
        foreach (var word in IppNames.Common)
        {
            var slot = Hash(Encoding.ASCII.GetBytes(word)) & (SlotCount - 1);
            while (slots[slot] is { } other && other != word)
            {
                slot = (slot + 1) & (SlotCount - 1);
            }

            slots[slot] = word;
        }

        return slots;
    }
}
