namespace Platen.Pdl.PclXl;

/// <summary>The tags of the binary stream (HP PCL XL Feature Reference, Protocol Class 2.0, appendix F): how long each one is with its value.</summary>
internal static class PclXlTags
{
    public const byte EndSession = 0x42;
    public const byte BeginPage = 0x43;
    public const byte EndPage = 0x44;
    public const byte BeginImage = 0xB0;
    public const byte BeginRastPattern = 0xB3;
    public const byte UByteAttribute = 0xF8;

    /// <summary>The length of a tag with its value; 0 where there is more to it than its length.</summary>
    public static ReadOnlySpan<byte> Lengths => LengthTable;

    /// <summary>1 for the attributes that are looked at.</summary>
    public static ReadOnlySpan<byte> Attributes => AttributeTable;

    private static readonly byte[] LengthTable = BuildLengths();
    private static readonly byte[] AttributeTable = BuildAttributes();

    /// <summary>The bytes of one element, from the tag of its scalar (ubyte, uint16, uint32, sint16, sint32, real32).</summary>
    public static int SizeOf(byte scalarTag) => scalarTag switch
    {
        0xC0 => 1,
        0xC1 or 0xC3 => 2,
        _ => 4,
    };

    private static byte[] BuildLengths()
    {
        var lengths = new byte[256];
        for (var tag = 0; tag < lengths.Length; tag++)
        {
            lengths[tag] = tag switch
            {
                0 or (>= 9 and <= 13) or 32 => 1,
                EndSession or BeginPage or EndPage or BeginImage or BeginRastPattern => 0,
                >= 0x41 and <= 0xBF => 1,
                >= 0xD0 and <= 0xD5 => (byte)(1 + (2 * SizeOf((byte)(tag - 0x10)))),
                >= 0xE0 and <= 0xE5 => (byte)(1 + (4 * SizeOf((byte)(tag - 0x20)))),
                _ => 0,
            };
        }

        return lengths;
    }

    private static byte[] BuildAttributes()
    {
        var attributes = new byte[256];
        foreach (var id in PclXlSettings.Attributes)
        {
            attributes[id] = 1;
        }

        return attributes;
    }
}
