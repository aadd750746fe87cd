namespace Platen.Pdl.Pdf;

/// <summary>An indirect reference, <c>12 0 R</c>; number 0 is none (object 0 is always free, ISO 32000-1, 7.5.4).</summary>
internal readonly record struct PdfReference(int Number, int Generation)
{
    /// <summary>The largest object number that is believed (annex C.2 names 8,388,607 as the limit of a reader).</summary>
    public const int NumberMax = 8_388_607;

    public bool IsNone => Number == 0;

    public static PdfReference From(long number, long generation) =>
        number is > 0 and <= NumberMax && generation is >= 0 and <= 65_535 ? new((int)number, (int)generation) : default;
}
