namespace Platen.Pdl.Pdf;

/// <summary>
/// Follows the chain of cross-reference sections from the newest to the oldest: tables, streams and hybrids of both (ISO 32000-1, 7.5.4 to 7.5.8). Bounded by
/// <see cref="PdlLimits.PdfXrefSections"/>; a section is visited once.
/// </summary>
internal sealed class PdfXrefReader(PdfWindow window, long origin, PdlLimits limits)
{
    private readonly HashSet<long> visited = [];
    private readonly PdfObject dictionary = new(0, 0);

    public PdfXref Xref { get; } = new(limits.PdfWalkedObjects);

    public PdfReference Root { get; private set; }

    public bool IsEncrypted { get; private set; }

    /// <summary>The encryption dictionary.</summary>
    public PdfReference Encrypt { get; private set; }

    /// <summary>The first part of <c>/ID</c>, which takes part in the key.</summary>
    public byte[] DocumentId { get; private set; } = [];

    /// <summary>Reads all sections, from <paramref name="newest"/> on; false when one of them cannot be read.</summary>
    public bool TryReadAll(long newest)
    {
        for (var next = newest; next != 0;)
        {
            if (visited.Count >= limits.PdfXrefSections || !visited.Add(next) || !TryReadSection(next))
            {
                return false;
            }

            var previous = dictionary.Prev;
            var hybrid = dictionary.XrefStream;
            if (hybrid != 0 && visited.Add(hybrid) && !TryReadSection(hybrid))
            {
                return false;
            }

            next = previous;
        }

        return !Root.IsNone && !Xref.Overflowed;
    }

    private bool TryReadSection(long offset)
    {
        if (!window.TrySeek(origin + offset) || !window.TryRead(out var token))
        {
            return false;
        }

        var isRead = token.IsKeyword("xref"u8) ? TryReadTable() : token.Kind == PdfTokenKind.Integer && TryReadStream();
        if (isRead)
        {
            // the newest trailer speaks for the document
            Root = Root.IsNone ? dictionary.Root : Root;
            IsEncrypted |= dictionary.IsEncrypted;
            Encrypt = Encrypt.IsNone ? dictionary.Encrypt : Encrypt;
            DocumentId = DocumentId.Length == 0 ? dictionary.DocumentId : DocumentId;
        }

        return isRead;
    }

    private bool TryReadTable()
    {
        while (window.TryRead(out var token))
        {
            if (token.IsKeyword("trailer"u8))
            {
                return TryReadDictionary();
            }

            var first = token.Integer;
            if (first < 0 || !window.TryRead(out token) || token.Integer < 0 || !TryReadRows(first, token.Integer))
            {
                return false;
            }
        }

        return false;
    }

    private bool TryReadRows(long first, long count)
    {
        for (long i = 0; i < count && !Xref.Overflowed; i++)
        {
            if (!window.TryRead(out var offset))
            {
                return false;
            }

            var at = offset.Integer;
            if (at < 0 || !window.TryRead(out var generation) || generation.Integer < 0 || !window.TryRead(out var kind) || kind.Kind != PdfTokenKind.Keyword)
            {
                return false;
            }

            Xref.Add(first + i, kind.IsKeyword("n"u8) ? new PdfXrefEntry(at, 0) : default);
        }

        return true;
    }

    private bool TryReadDictionary()
    {
        dictionary.Begin(0);
        while (!dictionary.IsClosed && window.TryRead(out var token))
        {
            dictionary.Accept(token);
        }

        return dictionary.IsClosed;
    }

    private bool TryReadStream()
    {
        if (!window.TryRead(out var generation) || generation.Integer < 0 || !window.TryRead(out var keyword) || !keyword.IsKeyword("obj"u8)
            || !TryReadDictionary() || dictionary.Kind != PdfObjectKind.XrefStream || !window.TryRead(out keyword) || !keyword.IsKeyword("stream"u8))
        {
            return false;
        }

        window.SkipStreamLineEnd();
        return new PdfXrefStream(dictionary, Xref).TryRead(window);
    }
}
