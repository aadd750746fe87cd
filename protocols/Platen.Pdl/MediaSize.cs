namespace Platen.Pdl;

/// <summary>A paper size.</summary>
/// <param name="WidthPoints">Width in PostScript points (1/72 inch); 0 when only the name is known.</param>
/// <param name="HeightPoints">Height in PostScript points; 0 when only the name is known.</param>
/// <param name="Name">The name the document uses (<c>A4</c>, <c>na_letter_8.5x11in</c>), or null; at most 64 characters.</param>
public readonly record struct MediaSize(double WidthPoints, double HeightPoints, string? Name);
