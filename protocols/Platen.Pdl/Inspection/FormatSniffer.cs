namespace Platen.Pdl.Inspection;

/// <summary>Names the format of a document by its first bytes.</summary>
internal static class FormatSniffer
{
    /// <summary>Bytes that must be at hand to decide, unless the document is shorter.</summary>
    public const int WindowBytes = 1024;

    /// <summary>The format by signature, else by PJL's word, else text or unknown.</summary>
    public static PdlFormat Sniff(ReadOnlySpan<byte> head, PdlFormat announced)
    {
        var format = BySignature(head);
        if (format != PdlFormat.Unknown)
        {
            return format;
        }

        // a PDF header may be preceded by junk (ISO 32000-1, annex H.3.4.1)
        if (head[..Math.Min(head.Length, WindowBytes)].IndexOf("%PDF-"u8) >= 0)
        {
            return PdlFormat.Pdf;
        }

        if (announced is PdlFormat.PostScript or PdlFormat.Pcl5 || IsText(head))
        {
            return announced == PdlFormat.Unknown ? PdlFormat.Text : announced;
        }

        return PdlFormat.Unknown;
    }

    /// <summary>The format that an <c>ENTER LANGUAGE</c> names.</summary>
    public static PdlFormat ByPjlName(string? language) => language switch
    {
        null => PdlFormat.Unknown,
        "POSTSCRIPT" or "PS" => PdlFormat.PostScript,
        "PCL" or "PCL5" or "PCL3" or "PCL3GUI" => PdlFormat.Pcl5,
        "PCLXL" or "PCL6" => PdlFormat.PclXl,
        "PDF" => PdlFormat.Pdf,
        "URF" => PdlFormat.Urf,
        "PWGRASTER" or "PWG" => PdlFormat.PwgRaster,
        "JPEG" or "JPG" => PdlFormat.Jpeg,
        "TIFF" => PdlFormat.Tiff,
        _ => PdlFormat.Unknown,
    };

    private static PdlFormat BySignature(ReadOnlySpan<byte> head) => head switch
    {
        [(byte)'%', (byte)'!', ..] => PdlFormat.PostScript,
        [0xC5, 0xD0, 0xD3, 0xC6, ..] => PdlFormat.PostScript,
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => PdlFormat.Pdf,
        [Ascii.Escape, (byte)'E' or (byte)'%' or (byte)'&' or (byte)'*' or (byte)'(' or (byte)')' or (byte)'9' or (byte)'=', ..] => PdlFormat.Pcl5,
        [0xFF, 0xD8, 0xFF, ..] => PdlFormat.Jpeg,
        [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] => PdlFormat.Tiff,
        [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, ..] => PdlFormat.Png,
        [(byte)'R', (byte)'a', (byte)'S', (byte)'2', ..] => PdlFormat.PwgRaster,
        [(byte)'R', (byte)'a', (byte)'S', (byte)'t' or (byte)'3', ..] => PdlFormat.CupsRaster,
        [(byte)'t' or (byte)'2' or (byte)'3', (byte)'S', (byte)'a', (byte)'R', ..] => PdlFormat.CupsRaster,
        _ when head.StartsWith("UNIRAST\0"u8) => PdlFormat.Urf,
        [(byte)')' or (byte)'(' or (byte)'\'', (byte)' ', ..] when head[2..].StartsWith("HP-PCL XL;"u8) => PdlFormat.PclXl,
        _ => PdlFormat.Unknown,
    };

    /// <summary>Text holds no control characters but those of a line printer, in the first kilobyte.</summary>
    private static bool IsText(ReadOnlySpan<byte> head)
    {
        foreach (var b in head[..Math.Min(head.Length, WindowBytes)])
        {
            if (b < 32 && b is not (8 or 9 or 10 or 12 or 13) || b == 127)
            {
                return false;
            }
        }

        return !head.IsEmpty;
    }
}
