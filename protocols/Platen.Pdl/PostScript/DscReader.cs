using Platen.Pdl.Inspection;

namespace Platen.Pdl.PostScript;

/// <summary>
/// Collects what the structuring comments of a document say (Adobe Technical Note 5001, DSC 3.0). Comments of an included document (between
/// <c>%%BeginDocument</c> and <c>%%EndDocument</c>) are not this document's, and are passed over.
/// </summary>
internal sealed class DscReader(PdlLimits limits)
{
    private const int PagesMax = 10_000_000;
    private const int DepthMax = 1_000_000;

    /// <summary>Where in the document the reader is.</summary>
    public DscSection Section { get; private set; }

    /// <summary>Open <c>%%BeginDocument</c>s.</summary>
    public int Depth { get; private set; }

    /// <summary>The number that <c>%%Pages:</c> gives; the one in the trailer wins over <c>(atend)</c>.</summary>
    public int? DeclaredPages { get; private set; }

    /// <summary>True when two <c>%%Pages:</c> comments differ.</summary>
    public bool PagesContradict { get; private set; }

    /// <summary><c>%%Page:</c> comments seen.</summary>
    public int PageComments { get; private set; }

    public bool SawEnd { get; private set; }

    public string? Title { get; private set; }

    public string? Creator { get; private set; }

    public string? For { get; private set; }

    public ColourMode Colour { get; private set; }

    public Sides Sides { get; set; }

    public int? Copies { get; set; }

    public MediaSize? Media { get; set; }

    /// <summary>Bytes or lines that the last comment announced as data; taken by the scanner.</summary>
    public (long Amount, bool AreLines) Data { get; private set; }

    /// <summary>Takes the announced data.</summary>
    public (long Amount, bool AreLines) TakeData()
    {
        var data = Data;
        Data = default;
        return data;
    }

    /// <summary>Reads a comment line that begins with <c>%%</c>; true when a page begins.</summary>
    public bool Accept(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOfAny((byte)':', (byte)' ', (byte)'\t');
        var keyword = colon < 0 ? line[2..] : line[2..colon];
        var value = colon < 0 ? default : line[(colon + 1)..].Trim(" \t"u8);
        if (AcceptNesting(keyword, value) || Depth > 0)
        {
            return false;
        }

        if (keyword.SequenceEqual("Page"u8) && colon >= 0 && line[colon] == (byte)':')
        {
            Section = DscSection.Page;
            PageComments++;
            return true;
        }

        if (!AcceptSection(keyword))
        {
            AcceptValue(keyword, value);
        }

        return false;
    }

    private bool AcceptNesting(ReadOnlySpan<byte> keyword, ReadOnlySpan<byte> value)
    {
        if (keyword.SequenceEqual("BeginDocument"u8))
        {
            Depth = Math.Min(Depth + 1, DepthMax);
            return true;
        }

        if (keyword.SequenceEqual("EndDocument"u8))
        {
            Depth = Math.Max(0, Depth - 1);
            return true;
        }

        if (keyword.SequenceEqual("BeginData"u8) || keyword.SequenceEqual("BeginBinary"u8))
        {
            var areLines = value.IndexOf("Lines"u8) >= 0;
            Data = Ascii.TryReadInt(value, out var amount) ? (amount, areLines) : default;
            return true;
        }

        return false;
    }

    private bool AcceptSection(ReadOnlySpan<byte> keyword)
    {
        var section = keyword switch
        {
            _ when keyword.SequenceEqual("EndComments"u8) || keyword.SequenceEqual("BeginProlog"u8) => DscSection.Prolog,
            _ when keyword.SequenceEqual("EndProlog"u8) || keyword.SequenceEqual("BeginSetup"u8) => DscSection.Setup,
            _ when keyword.SequenceEqual("Trailer"u8) => DscSection.Trailer,
            _ => DscSection.Header,
        };
        if (section != DscSection.Header)
        {
            // a stray prolog comment between pages does not end the pages
            Section = section > Section ? section : Section;
            return true;
        }

        SawEnd |= keyword.SequenceEqual("EOF"u8);
        return keyword.SequenceEqual("EOF"u8);
    }

    private void AcceptValue(ReadOnlySpan<byte> keyword, ReadOnlySpan<byte> value)
    {
        if (keyword.SequenceEqual("Pages"u8))
        {
            AcceptPages(value);
        }
        else if (keyword.SequenceEqual("BeginFeature"u8) || keyword.SequenceEqual("BeginNonPPDFeature"u8))
        {
            AcceptFeature(value);
        }
        else if (Section is DscSection.Header or DscSection.Prolog or DscSection.Trailer)
        {
            AcceptDocumentValue(keyword, value);
        }
    }

    private void AcceptPages(ReadOnlySpan<byte> value)
    {
        if (Ascii.TryReadInt(value, out var pages) && pages <= PagesMax)
        {
            PagesContradict |= DeclaredPages is { } before && before != pages;
            DeclaredPages = pages;
        }
    }

    private void AcceptDocumentValue(ReadOnlySpan<byte> keyword, ReadOnlySpan<byte> value)
    {
        if (value.StartsWith("(atend)"u8))
        {
            return;
        }

        if (keyword.SequenceEqual("Title"u8))
        {
            Title ??= ClaimText.DecodePostScript(value, limits.TextChars);
        }
        else if (keyword.SequenceEqual("Creator"u8))
        {
            Creator ??= ClaimText.DecodePostScript(value, limits.TextChars);
        }
        else if (keyword.SequenceEqual("For"u8))
        {
            For ??= ClaimText.DecodePostScript(value, limits.TextChars);
        }
        else if (keyword.SequenceEqual("DocumentProcessColors"u8))
        {
            Colour = IsColourful(value) ? ColourMode.Colour : value.IndexOf("Black"u8) >= 0 ? ColourMode.Monochrome : Colour;
        }
        else if (keyword.SequenceEqual("DocumentCustomColors"u8) && !value.IsEmpty)
        {
            Colour = ColourMode.Colour;
        }
        else if (keyword.SequenceEqual("DocumentMedia"u8))
        {
            Media ??= ReadMedia(value);
        }
        else if (keyword.SequenceEqual("DocumentPaperSizes"u8))
        {
            Media ??= ClaimText.Decode(FirstWord(value), 64) is { } name ? new MediaSize(0, 0, name) : null;
        }
        else if (keyword.SequenceEqual("Requirements"u8))
        {
            AcceptRequirements(value);
        }
    }

    private static bool IsColourful(ReadOnlySpan<byte> value) =>
        value.IndexOf("Cyan"u8) >= 0 || value.IndexOf("Magenta"u8) >= 0 || value.IndexOf("Yellow"u8) >= 0
        || value.IndexOf("Red"u8) >= 0 || value.IndexOf("Green"u8) >= 0 || value.IndexOf("Blue"u8) >= 0;

    /// <summary><c>%%DocumentMedia: name width height weight colour type</c>.</summary>
    private static MediaSize? ReadMedia(ReadOnlySpan<byte> value)
    {
        var name = ClaimText.DecodePostScript(FirstWord(value), 64);
        var rest = value[FirstWord(value).Length..];
        Span<double> size = stackalloc double[2];
        var found = PageDevice.ReadNumbers(rest, size);
        return found == 2 ? new MediaSize(size[0], size[1], name) : name is null ? null : new MediaSize(0, 0, name);
    }

    private void AcceptRequirements(ReadOnlySpan<byte> value)
    {
        var duplex = value.IndexOf("duplex"u8);
        if (duplex >= 0 && Sides == Sides.Unknown)
        {
            Sides = value[duplex..].StartsWith("duplex(tumble)"u8) ? Sides.TwoSidedShortEdge : Sides.TwoSidedLongEdge;
        }

        var copies = value.IndexOf("numcopies("u8);
        if (copies >= 0 && Ascii.TryReadInt(value[(copies + 10)..].TrimEnd((byte)')'), out var n) && n > 0)
        {
            Copies = n;
        }
    }

    /// <summary>A printer feature as PPD-driven programs choose it: <c>*Duplex DuplexNoTumble</c>, <c>NumCopies 3</c>.</summary>
    private void AcceptFeature(ReadOnlySpan<byte> value)
    {
        value = value.TrimStart((byte)'*');
        var name = FirstWord(value);
        var option = FirstWord(value[name.Length..].TrimStart(" \t"u8));
        if (name.SequenceEqual("Duplex"u8))
        {
            Sides = option.SequenceEqual("DuplexTumble"u8) ? Sides.TwoSidedShortEdge
                : option.SequenceEqual("DuplexNoTumble"u8) ? Sides.TwoSidedLongEdge
                : option.SequenceEqual("None"u8) || option.SequenceEqual("False"u8) ? Sides.OneSided : Sides;
        }
        else if (name.SequenceEqual("ColorModel"u8))
        {
            Colour = option.StartsWith("Gray"u8) || option.SequenceEqual("Black"u8) || option.SequenceEqual("Mono"u8)
                ? ColourMode.Monochrome : ColourMode.Colour;
        }
        else if (name.SequenceEqual("NumCopies"u8) && Ascii.TryReadInt(option, out var copies) && copies > 0)
        {
            Copies = copies;
        }
        else if ((name.SequenceEqual("PageSize"u8) || name.SequenceEqual("PageRegion"u8)) && Section != DscSection.Page)
        {
            Media = new MediaSize(Media?.WidthPoints ?? 0, Media?.HeightPoints ?? 0, ClaimText.Decode(option, 64));
        }
    }

    private static ReadOnlySpan<byte> FirstWord(ReadOnlySpan<byte> value)
    {
        var end = value.IndexOfAny((byte)' ', (byte)'\t');
        return end < 0 ? value : value[..end];
    }
}
