namespace Platen.Protocols.Pjl.Guard;

/// <summary>Which watch follows a document: by the language that PJL entered, else by its first octets, as devices decide too.</summary>
internal static class DataWatches
{
    /// <summary>First octets that tell a language.</summary>
    public const int SignatureBytes = 12;

    /// <summary>The watch, and whether the data may be PostScript; null: more octets are needed.</summary>
    /// <param name="language">What ENTER LANGUAGE said, upper case; null: nothing.</param>
    /// <param name="start">The data's first octets.</param>
    /// <param name="isWhole">No more octets come.</param>
    public static (IDataWatch Watch, bool IsPostScript)? Choose(string? language, ReadOnlySpan<byte> start, bool isWhole)
    {
        switch (language)
        {
            case "PCL" or "PCL5" or "PCL5E" or "PCL5C" or "PCL3GUI":
                return (new PclWatch(), false);
            case "POSTSCRIPT" or "PS":
                return (new PlainWatch(), true);
        }

        if (start.Length < SignatureBytes && !isWhole)
        {
            return null;
        }

        return language is "PCLXL" or "PCL6"
            ? (start is [(byte)'(' or (byte)')', ..] ? new PclXlWatch(start[0] == '(') : new PlainWatch(), false)
            : BySignature(start);
    }

    private static (IDataWatch Watch, bool IsPostScript) BySignature(ReadOnlySpan<byte> start)
    {
        if (start[(start is [4, ..] ? 1 : 0)..].StartsWith("%!"u8))
        {
            return (new PlainWatch(), true);
        }

        return start switch
        {
            _ when start.StartsWith("%PDF"u8) || start.StartsWith("\xFF\xD8\xFF"u8) => (new PlainWatch(), false),
            _ when start.StartsWith(") HP-PCL XL"u8) => (new PclXlWatch(isBigEndian: false), false),
            _ when start.StartsWith("( HP-PCL XL"u8) => (new PclXlWatch(isBigEndian: true), false),
            _ when start.StartsWith("RaS2"u8) => (new RasterWatch(isUrf: false), false),
            _ when start.StartsWith("UNIRAST\0"u8) => (new RasterWatch(isUrf: true), false),
            [0x1B, ..] => (new PclWatch(), false),
            _ => (new PclWatch(), true), // text, or PostScript without its comment: devices take the one as PCL, the other as PostScript
        };
    }
}
