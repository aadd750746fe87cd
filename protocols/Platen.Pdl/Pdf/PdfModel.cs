namespace Platen.Pdl.Pdf;

/// <summary>What a streaming pass remembers of a PDF: its page tree, the last trailer, and what stood in the way.</summary>
internal sealed class PdfModel(PdlLimits limits)
{
    private const int InfosMax = 16;
    private readonly Dictionary<int, PdfInfo> infos = [];
    private PdfReference info;

    public PdfPageTree Tree { get; } = new(limits);

    /// <summary>What the pages draw.</summary>
    public PdfColourGraph Colours { get; } = new(limits);

    /// <summary>The catalog that the last trailer with a <c>/Root</c> names.</summary>
    public PdfReference Root { get; private set; }

    /// <summary>True when any trailer names an encryption dictionary.</summary>
    public bool IsEncrypted { get; set; }

    /// <summary>Object streams that could not be read, so that pages may be missing.</summary>
    public int UnreadableStreams { get; set; }

    /// <summary>True when the file's structure contradicts itself (a stream's length, a second header).</summary>
    public bool IsDamaged { get; set; }

    /// <summary>The length a linearized file declares, 0 for others: its first section has an end mark of its own, so the mark alone proves nothing.</summary>
    public long LinearizedLength { get; private set; }

    public Sides Sides { get; private set; }

    public int? Copies { get; private set; }

    public PdfInfo? Info => !IsEncrypted && infos.TryGetValue(info.Number, out var found) ? found : null;

    /// <summary>Takes an object, with what its content stream holds if it has one that was read.</summary>
    public void Define(PdfObject candidate, PdfContentDecoder? content = null)
    {
        candidate.End();
        Tree.Define(candidate);
        Colours.Define(candidate, content);
        LinearizedLength = candidate.Kind == PdfObjectKind.Linearized ? candidate.FileLength : LinearizedLength;
        if (candidate.Kind == PdfObjectKind.XrefStream)
        {
            AddTrailer(candidate);
        }
        else if (candidate.Kind == PdfObjectKind.Catalog)
        {
            Sides = candidate.Sides;
            Copies = candidate.Copies;
        }
        else if (candidate.LooksLikeInfo && (infos.Count < InfosMax || infos.ContainsKey(candidate.Number)))
        {
            infos[candidate.Number] = new PdfInfo(candidate.Title, candidate.Author, candidate.Creator);
        }
    }

    public void AddTrailer(PdfObject trailer)
    {
        Root = trailer.Root.IsNone ? Root : trailer.Root;
        info = trailer.Info.IsNone ? info : trailer.Info;
        IsEncrypted |= trailer.IsEncrypted;
    }
}
