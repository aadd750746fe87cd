namespace Platen.Pdl.Pdf;

/// <summary>
/// Reads bytes of a document at an offset into <paramref name="buffer"/>; returns how many were read, fewer than asked only at the document's end. Faults of
/// the storage are thrown, and pass through <see cref="PdfPageCounter"/>.
/// </summary>
/// <param name="offset">Offset from the document's first byte.</param>
/// <param name="buffer">Where the bytes go.</param>
public delegate int PdfReadAt(long offset, Span<byte> buffer);
