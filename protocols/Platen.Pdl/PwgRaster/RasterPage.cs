namespace Platen.Pdl.PwgRaster;

/// <summary>What a page header says about the page's rows and the job.</summary>
/// <param name="Rows">Rows of the page; of all its colour planes where they follow one another.</param>
/// <param name="BytesPerRow">Bytes of a row before compression.</param>
/// <param name="BytesPerPixel">The unit that compression repeats.</param>
/// <param name="IsCompressed">False when the rows stand in the file as they are.</param>
/// <param name="Colour">What the colour space permits.</param>
/// <param name="HasEqualGreys">True when a pixel is grey exactly when its first three bytes are the same (8 bits a colour, RGB or CMY with or without K).</param>
/// <param name="Sides">One- or two-sided.</param>
/// <param name="Copies">Copies asked for; 0 when the format does not say.</param>
/// <param name="Media">Paper size.</param>
/// <param name="TotalPages">Pages of the document; 0 when the header does not say.</param>
internal readonly record struct RasterPage(
    long Rows, long BytesPerRow, int BytesPerPixel, bool IsCompressed, ColourMode Colour, bool HasEqualGreys, Sides Sides, int Copies, MediaSize? Media, long TotalPages)
{
    private const long RowsMax = 10_000_000;
    private const long BytesPerRowMax = 1_000_000_000;

    public bool IsPlausible => Rows is > 0 and <= RowsMax && BytesPerRow is > 0 and <= BytesPerRowMax && BytesPerPixel is > 0 and <= 240;

    /// <summary>True when the page's pixels tell whether it has colour.</summary>
    public bool CanBeLookedInto => Colour == ColourMode.Colour && HasEqualGreys && BytesPerPixel is 3 or 4 && BytesPerRow % BytesPerPixel == 0;
}
