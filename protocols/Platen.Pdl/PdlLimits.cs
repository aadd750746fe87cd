namespace Platen.Pdl;

/// <summary>The bounds of an inspection. What lies beyond a bound makes a finding weaker, never the inspection fail.</summary>
public sealed record PdlLimits
{
    /// <summary>The limits used in production: a few tens to hundreds of KiB for an ordinary job, under 16 MiB for the worst.</summary>
    public static PdlLimits Default { get; } = new();

    /// <summary>Bytes looked at together, 4 KiB to 1 MiB.</summary>
    public int BlockBytes { get; init; } = 32 * 1024;

    /// <summary>Characters kept of a title, a name or a creator.</summary>
    public int TextChars { get; init; } = 255;

    /// <summary>PJL lines that are read for their meaning; more are skipped.</summary>
    public int PjlLines { get; init; } = 1024;

    /// <summary>Documents in one job that are inspected; more make the pages unknown.</summary>
    public int Documents { get; init; } = 256;

    /// <summary>PDF pages, page tree nodes and catalogs that are remembered by object number.</summary>
    public int PdfTrackedObjects { get; init; } = 65_536;

    /// <summary>Entries of all <c>/Kids</c> arrays together.</summary>
    public int PdfKids { get; init; } = 131_072;

    /// <summary>Objects in one PDF object stream.</summary>
    public int PdfObjectsPerStream { get; init; } = 16_384;

    /// <summary>PDF object streams that are decoded in one job.</summary>
    public int PdfObjectStreams { get; init; } = 16_384;

    /// <summary>Undecodable object streams after which decoding is given up.</summary>
    public int PdfDamagedStreams { get; init; } = 16;

    /// <summary>Bytes decoded from all object streams of one job together; the bound against inflate bombs.</summary>
    public long PdfDecodedBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>How many bytes may come out of one byte of object streams, beyond the first four mebibytes; real ones hold 5 to 50.</summary>
    public int PdfObjectStreamRatio { get; init; } = 100;

    /// <summary>Bytes decoded from the content streams of one PDF together, to tell which pages have colour; beyond, colours are only possible.</summary>
    public long PdfContentBytes { get; init; } = 32L * 1024 * 1024;

    /// <summary>How many bytes may come out of one byte of content streams, beyond the first mebibyte.</summary>
    public int PdfContentRatio { get; init; } = 64;

    /// <summary>References, and names of what is drawn, that are remembered to follow pages to their colours.</summary>
    public int PdfColourLinks { get; init; } = 131_072;

    /// <summary>Steps that are taken to follow all pages to their colours.</summary>
    public int PdfColourSteps { get; init; } = 4_000_000;

    /// <summary>Cross-reference sections (<c>/Prev</c> chain) followed by <see cref="Pdf.PdfPageCounter"/>.</summary>
    public int PdfXrefSections { get; init; } = 1024;

    /// <summary>Cross-reference entries kept, objects read and kids followed by <see cref="Pdf.PdfPageCounter"/> while walking the page tree.</summary>
    public int PdfWalkedObjects { get; init; } = 262_144;
}
