namespace Platen.Pdl.PwgRaster;

/// <summary>What a page header says about the page's rows and the job.</summary>
internal readonly record struct RasterPage(
    long Rows, long BytesPerRow, int BytesPerPixel, ColourMode Colour, Sides Sides, int Copies, MediaSize? Media, long TotalPages)
{
    private const long RowsMax = 10_000_000;
    private const long BytesPerRowMax = 1_000_000_000;

    public bool IsPlausible => Rows is > 0 and <= RowsMax && BytesPerRow is > 0 and <= BytesPerRowMax && BytesPerPixel is > 0 and <= 240;
}
