namespace Platen.Pdl.Pdf;

/// <summary>The texts of an information dictionary (ISO 32000-1, 14.3.3) that matter to a print job.</summary>
internal sealed record PdfInfo(string? Title, string? Author, string? Creator);
