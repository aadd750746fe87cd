namespace Platen.Pdl.Pdf;

/// <summary>
/// Counts a PDF's pages with random access, as a viewer does: <c>startxref</c>, cross-reference, catalog, page tree; <c>/Count</c> is checked against the tree.
/// For documents whose streaming report says <see cref="PageCount.NeedsWholeDocument"/>. Where the cross-reference is damaged, all objects are
/// searched for instead, and the confidence says so. Reads only what it needs; never throws on account of the document.
/// </summary>
public static class PdfPageCounter
{
    private const int HeadBytes = 16 * 1024;
    private const int TailBytes = 16 * 1024;

    /// <summary>Counts the pages of the document of <paramref name="length"/> bytes. A wrapper (PJL) around it does not matter.</summary>
    public static PageCount Count(PdfReadAt readAt, long length, PdlLimits limits)
    {
        ArgumentNullException.ThrowIfNull(readAt);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        var origin = FindHeader(readAt, length);
        if (origin < 0)
        {
            return PageCount.Unknown("the document has no PDF header");
        }

        var wide = limits with { PdfTrackedObjects = limits.PdfWalkedObjects, PdfKids = limits.PdfWalkedObjects };
        return CountByXref(new PdfWindow(readAt, length), origin, FindStartXref(readAt, length), wide) ?? CountByScan(readAt, origin, length, wide);
    }

    /// <summary>Null when the cross-reference cannot be followed or does not lead to the objects it names.</summary>
    private static PageCount? CountByXref(PdfWindow window, long origin, long newest, PdlLimits limits)
    {
        var sections = new PdfXrefReader(window, origin, limits);
        if (newest <= 0 || !sections.TryReadAll(newest))
        {
            return null;
        }

        var model = new PdfModel(limits) { IsEncrypted = sections.IsEncrypted };
        using var loader = new PdfObjectLoader(window, origin, sections.Xref, model, limits);
        if (sections.IsEncrypted)
        {
            loader.Unlock(sections.Encrypt, sections.DocumentId);
        }

        loader.Load(sections.Root.Number);
        var root = model.Tree.PagesOf(sections.Root.Number).Number;
        LoadTree(model.Tree, loader, root, limits.PdfWalkedObjects);
        if (loader.SawMisplaced || root == 0 && model.UnreadableStreams == 0)
        {
            return null;
        }

        return PdfVerdict.Decide(model, model.Tree.Walk(root), rootFromTrailer: true) with { NeedsWholeDocument = false };
    }

    private static void LoadTree(PdfPageTree tree, PdfObjectLoader loader, int root, int objectsMax)
    {
        var waiting = new Queue<int>();
        var asked = new HashSet<int>();
        for (var next = root; next != 0 && asked.Count < objectsMax;)
        {
            if (asked.Add(next))
            {
                // an object stream that was decoded for a sibling has brought this one along
                if (!tree.Knows(next))
                {
                    loader.Load(next);
                }

                tree.AddKids(next, waiting, objectsMax);
            }

            next = waiting.TryDequeue(out var kid) ? kid : 0;
        }
    }

    private static PageCount CountByScan(PdfReadAt readAt, long origin, long length, PdlLimits limits)
    {
        using var scanner = new PdfScanner(limits, trustsLengths: false);
        var block = new byte[64 * 1024];
        int filled = 0, read;
        long at = origin;
        do
        {
            read = readAt(at, block.AsSpan(filled, (int)Math.Min(block.Length - filled, length - at)));
            filled += read;
            at += read;
            var isLast = read <= 0 || at >= length;
            var done = (int)Math.Min(scanner.Consume(block.AsSpan(0, filled), isLast), filled);
            done = done == 0 && filled == block.Length ? filled : done;
            block.AsSpan(done, filled - done).CopyTo(block);
            filled -= done;
        }
        while (read > 0 && at < length && !scanner.Ended);

        var pages = scanner.Finish(truncated: false).Pages with { NeedsWholeDocument = false };
        return pages.Value is null ? pages : pages with
        {
            Confidence = Confidence.Low,
            Reason = pages.Reason ?? "the cross-reference is damaged; the pages were found by searching",
        };
    }

    private static long FindHeader(PdfReadAt readAt, long length)
    {
        var head = new byte[(int)Math.Min(length, HeadBytes)];
        var read = head.Length == 0 ? 0 : readAt(0, head);
        return head.AsSpan(0, Math.Max(0, read)).IndexOf("%PDF-"u8);
    }

    private static long FindStartXref(PdfReadAt readAt, long length)
    {
        var tail = new byte[(int)Math.Min(length, TailBytes)];
        var read = Math.Max(0, readAt(length - tail.Length, tail));
        var keyword = tail.AsSpan(0, read).LastIndexOf("startxref"u8);
        if (keyword < 0)
        {
            return -1;
        }

        var position = 0;
        return new PdfLexer().TryRead(tail.AsSpan(keyword + "startxref".Length, read - keyword - "startxref".Length), ref position, final: true, out var token)
            ? token.Integer
            : -1;
    }
}
