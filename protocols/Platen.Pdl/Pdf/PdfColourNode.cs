namespace Platen.Pdl.Pdf;

/// <summary>What is remembered of an object for the colours of the pages that reach it.</summary>
/// <param name="Marks">What it is.</param>
/// <param name="LinksStart">Where its references stand in the shared list.</param>
/// <param name="LinksLength">How many there are.</param>
/// <param name="NamesStart">Where the names that it draws stand in the shared list.</param>
/// <param name="NamesLength">How many there are.</param>
internal readonly record struct PdfColourNode(PdfColourMarks Marks, int LinksStart, int LinksLength, int NamesStart, int NamesLength);
