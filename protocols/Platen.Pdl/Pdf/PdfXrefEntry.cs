namespace Platen.Pdl.Pdf;

/// <summary>Where an object is: at an offset, or in an object stream. Neither: it is free.</summary>
/// <param name="Offset">Offset of a plain object from the header; 0 for none.</param>
/// <param name="Container">Number of the object stream that holds it; 0 for none.</param>
internal readonly record struct PdfXrefEntry(long Offset, int Container);
