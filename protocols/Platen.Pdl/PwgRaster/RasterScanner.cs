using Platen.Pdl.Inspection;

namespace Platen.Pdl.PwgRaster;

/// <summary>Counts the pages of a raster document by walking from page header to page header.</summary>
internal sealed class RasterScanner(IRasterFormat format) : IDocumentScanner
{
    private readonly RasterRows rows = new();
    private bool isOpen;
    private bool isLost;
    private bool inPage;
    private int begun;
    private int done;
    private long declaredPages;
    private RasterPage first;
    private readonly PageColours colours = new();
    private RasterPage page;

    public bool Ended { get; private set; }

    public long Consume(ReadOnlySpan<byte> block, bool final)
    {
        long at = 0;
        while (at < block.Length && !Ended)
        {
            var before = at;
            at = isLost ? PassLost(block, (int)at, final) : inPage ? PassRows(block, at, final) : ReadHeader(block, (int)at, final);
            if (at == before)
            {
                break;
            }
        }

        return at;
    }

    public DocumentFacts Finish(bool truncated)
    {
        var isWhole = !truncated && !isLost && !inPage && !rows.IsDamaged && begun > 0;
        return new DocumentFacts
        {
            Format = format.Format,
            Pages = PagesOf(isWhole),
            Colour = colours.Mode,
            ColourPages = isWhole ? colours.Pages : default,
            Sides = first.Sides == Sides.Unknown ? default : Finding<Sides>.Declared(first.Sides),
            Copies = first.Copies > 0 ? Finding<int>.Declared(first.Copies) : default,
            Media = first.Media is { } media ? Finding<MediaSize>.Declared(media) : default,
            IsComplete = isWhole,
            Warning = isWhole ? null : "the raster data is damaged or cut off",
        };
    }

    public void Dispose()
    {
    }

    private PageCount PagesOf(bool isWhole)
    {
        if (!isWhole)
        {
            return begun == 0
                ? PageCount.Unknown("the raster document has no readable page")
                : new PageCount(begun, Evidence.Parsed, Confidence.Low, Reason: "the raster data is damaged or cut off");
        }

        return declaredPages == 0 || declaredPages == done
            ? PageCount.Parsed(done)
            : new PageCount(done, Evidence.Parsed, Confidence.Medium, Reason: $"the header says {declaredPages} pages, but there are {done}");
    }

    private long ReadHeader(ReadOnlySpan<byte> block, int at, bool final)
    {
        var rest = block[at..];
        if (isOpen && rest.StartsWith(Ascii.Uel))
        {
            Ended = true;
            return at;
        }

        var needed = isOpen ? format.PageHeaderBytes : format.FileHeaderBytes;
        if (rest.Length < needed)
        {
            // a few bytes behind the last page are padding, not a page
            isLost |= final && (!isOpen || rest.IndexOfAnyExcept("\0\r\n"u8) >= 0);
            return final ? block.Length : at;
        }

        if (!isOpen)
        {
            isOpen = true;
            declaredPages = format.ReadFileHeader(rest);
            return at + needed;
        }

        BeginPage(format.ReadPage(rest));
        return at + needed;
    }

    private void BeginPage(in RasterPage header)
    {
        if (!header.IsPlausible)
        {
            isLost = true;
            return;
        }

        page = header;
        first = begun == 0 ? header : first;
        begun++;
        declaredPages = Math.Max(declaredPages, header.TotalPages);
        rows.Begin(header);
        inPage = true;
    }

    private long PassRows(ReadOnlySpan<byte> block, long at, bool final)
    {
        at = rows.Pass(block, at, final);
        if (rows.IsDone)
        {
            inPage = false;
            done++;
            EndPage();
        }

        return at;
    }

    private void EndPage()
    {
        if (rows.SawColour)
        {
            colours.NoteColour();
        }
        else if (page.Colour == ColourMode.Colour && !page.CanBeLookedInto)
        {
            // rows in a colour space may still hold nothing but greys
            colours.NotePossible();
        }

        colours.EndPage();
    }

    private int PassLost(ReadOnlySpan<byte> block, int at, bool final)
    {
        var passed = UelSearch.Pass(block, at, final, out var found);
        Ended = found;
        return passed;
    }
}
