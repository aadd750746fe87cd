namespace Platen.Pdl.Pdf;

/// <summary>A node of the page tree: where its kids stand in the shared list, and what it declares.</summary>
internal readonly record struct PdfPageNode(int KidsStart, int KidsLength, bool KidsIncomplete, long? Count, int Media);
